using SplitLearning.Models.Federated;

namespace SplitLearning.Actors.Federated;

/// <summary>How far the clients of an agent are; may be asked on any thread while they work.</summary>
internal sealed class JobProgress
{
    private volatile FederatedNode? _node;

    /// <summary>Where they work; null while there is nobody.</summary>
    public FederatedNode? Node
    {
        set => _node = value;
    }

    /// <summary>Batches that they have read since the course began.</summary>
    public long Batches => _node?.BatchesRead ?? 0;
}
