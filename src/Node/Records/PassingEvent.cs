using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>Told to people and to whoever started the process, but not kept in the run's files.</summary>
internal abstract record PassingEvent : RunEvent;

/// <summary>The server accepts agents.</summary>
/// <param name="Server">What agents give as <c>--server</c>: HOST:PORT.</param>
/// <param name="Agents">How many are waited for.</param>
internal sealed record ServerListening(string Server, int Agents, string RunId, string RunFolder) : PassingEvent;

/// <summary>An agent has its data and looks for the server.</summary>
/// <param name="Data">What the data are and where they came from, real or synthetic.</param>
/// <param name="Log">Path of the agent's log file.</param>
internal sealed record AgentReady(
    string Name, string Data, int TrainSamples, int TestSamples, string Server, string Log) : PassingEvent;

/// <summary>The agent has done its part.</summary>
internal sealed record AgentFinished(string Name) : PassingEvent;

/// <summary>A central run has its data and begins.</summary>
/// <param name="Agents">Whose order of samples it follows.</param>
/// <param name="Data">What the data are and where they came from, real or synthetic.</param>
internal sealed record CentralStarted(string Data, int Agents, string RunId, string RunFolder) : PassingEvent;

/// <summary>A federated run has its data and begins.</summary>
/// <param name="Data">What the data are and where they came from, real or synthetic.</param>
/// <param name="Clients">Null where only the agents know.</param>
internal sealed record FederatedStarted(
    string Data, string Method, int? Clients, string RunId, string RunFolder) : PassingEvent;

/// <summary>A line for people.</summary>
internal sealed record Notice(string Text) : PassingEvent;
