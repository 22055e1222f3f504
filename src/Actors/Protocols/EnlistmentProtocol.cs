using SplitLearning.Data.Partitioning;
using SplitLearning.Models;

namespace SplitLearning.Actors.Protocols;

/// <summary>An agent offers its data and is dealt its part of the run.</summary>
/// <remarks>
/// Enlist is repeated until it is answered; an agent that has enlisted already gets the same answer again.
/// The plan is sent once all agents are there, and repeated until it is accepted.
/// </remarks>
public static class EnlistmentProtocol
{
    /// <summary>Version of all protocols of this folder; agents of another one are refused.</summary>
    public const int Version = 1;

    /// <summary>Agent to server.</summary>
    public interface IAgentMessage : IWireMessage;

    /// <summary>Server to agent.</summary>
    public interface IServerMessage : IFromServer;

    /// <param name="ProtocolVersion">The agent's <see cref="Version"/>.</param>
    /// <param name="Name">Unique among the agents of a run.</param>
    /// <param name="Workload">The workload that the agent's data are for.</param>
    /// <param name="TrainSamples">Samples that the agent holds for training.</param>
    /// <param name="TestSamples">Samples that the agent holds for testing.</param>
    /// <param name="DataFingerprint">SHA-256 of the data: with simulated shards all agents hold the same.</param>
    /// <param name="Data">One line for people and the run's records: what the data are, where they came from.</param>
    public sealed record Enlist(
        int ProtocolVersion, string Name, string Workload, int TrainSamples, int TestSamples, string DataFingerprint,
        string Data) : IAgentMessage;

    /// <summary>The agent takes part; the plan follows when all are there.</summary>
    public sealed record EnlistmentAccepted(int Enlisted, int Expected) : IServerMessage;

    /// <summary>Final: the agent must not enlist again under these terms.</summary>
    public sealed record EnlistmentRefused(string Reason) : IServerMessage;

    /// <param name="AgentIndex">Place of the agent in the round, from 1.</param>
    /// <param name="TrainShard">Samples that are this agent's in training.</param>
    /// <param name="TestShard">Samples that are this agent's in testing.</param>
    public sealed record PlanAssigned(
        string RunId, TrainingPlan Plan, int AgentIndex, IndexRange TrainShard, IndexRange TestShard) : IServerMessage;

    /// <summary>The agent has built its client model and waits for the baton.</summary>
    public sealed record PlanAccepted(string RunId) : IAgentMessage;

    /// <summary>The agent cannot follow the plan.</summary>
    public sealed record PlanDeclined(string RunId, string Reason) : IAgentMessage;
}
