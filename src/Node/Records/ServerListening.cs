using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>The server accepts agents: told to people and to whoever started it, not kept in the run's files.</summary>
/// <param name="Server">What agents give as <c>--server</c>: HOST:PORT.</param>
internal sealed record ServerListening(string Server, string RunId, string RunFolder) : RunEvent;
