namespace SplitLearning.Node.Records;

/// <summary>Who trains: one process, or a server and its agents.</summary>
internal enum RunMode
{
    Central,
    Split,
}
