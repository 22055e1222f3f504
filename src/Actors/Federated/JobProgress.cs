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

    /// <summary>Clients that are done with the job under way.</summary>
    public int Done => _node?.Done ?? 0;
}
