using SplitLearning.Actors.Agent;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Federated;

/// <summary>A federated run as one of its agents sees it: the plan, and where its clients are kept.</summary>
internal sealed class AgentRun
{
    // The newest checkpoint may not be whole elsewhere: then all go back to the one before it.
    private const int FewestCheckpoints = 2;

    private readonly string _runFolder;
    private readonly CheckpointFolder _own;

    public AgentRun(string runId, FederationPlan plan, AgentOptions options)
    {
        (Plan, Workers) = (plan, options.Workers);
        _runFolder = Path.Combine(options.RunsFolder, runId);
        var folder = Path.Combine(_runFolder, options.Name);
        _own = new CheckpointFolder(Path.Combine(folder, "checkpoints"));
        Scratch = new ScratchSpace(folder, options.ClientMemory);
        // Which round was the best one only the aggregator knows, and it keeps the models of that.
        var retention = new CheckpointRetention(Math.Max(FewestCheckpoints, options.KeepLast), KeepBest: false);
        Checkpoints = new FederatedCheckpoints(_own, plan, new CheckpointKeeper(retention));
    }

    public FederationPlan Plan { get; }

    /// <summary>Where the clients' momentum goes that does not fit into memory.</summary>
    public ScratchSpace Scratch { get; }

    /// <summary>Clients that are run side by side.</summary>
    public int Workers { get; }

    /// <summary>The agent's own.</summary>
    public FederatedCheckpoints Checkpoints { get; }

    /// <summary>Those of the run's other parties, where they lie on this machine or in a shared folder.</summary>
    public IEnumerable<CheckpointFolder> OtherFolders() =>
        FederatedCheckpoints.FoldersIn(_runFolder).Where(folder => folder.Path != _own.Path);
}
