namespace SplitLearning.Node.Records;

/// <summary>Who trains: one process, a server and its agents, or clients of which each has a model.</summary>
internal enum RunMode
{
    Central,
    Split,
    Federated,
}
