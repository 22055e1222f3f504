using Akka.Actor;
using SplitLearning.Models;

namespace SplitLearning.Actors.Protocols;

/// <summary>An agent offers its data, learns the plan and says what its part of the data is.</summary>
/// <remarks>
/// Enlist is repeated until it is answered; an agent that has enlisted already gets the same answer again.
/// The plan is sent once all agents are there, and repeated until it is accepted. Which samples are whose is not sent:
/// every party comes to the same shards by itself.
/// An agent that comes back in mid-run enlists anew, under the same name: it gets its place again, once it is known
/// that its former life is over, and the same plan. In its answer it says what it brings from there.
/// </remarks>
public static class EnlistmentProtocol
{
    /// <summary>Version of all protocols of this folder; agents of another one are refused.</summary>
    public const int Version = 4;

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
        string Data) : IAgentMessage
    {
        /// <summary>Of the agent's process, another one after a restart; no two processes have the same.</summary>
        public string Process { get; init; } = "";
    }

    /// <summary>The agent takes part; the plan follows when all are there.</summary>
    public sealed record EnlistmentAccepted(int Enlisted, int Expected) : IServerMessage;

    /// <summary>Final: the agent must not enlist again under these terms.</summary>
    public sealed record EnlistmentRefused(string Reason) : IServerMessage;

    /// <param name="AgentIndex">Place of the agent in the round, from 1.</param>
    /// <param name="Shards">Whether it shares a dataset with the others, by the plan, or has its own.</param>
    public sealed record PlanAssigned(
        string RunId, TrainingPlan Plan, int AgentIndex, ShardMode Shards) : IServerMessage;

    /// <summary>The agent has built its client model and waits for the baton.</summary>
    /// <param name="TrainSamples">Samples of its shard in training; may be 0.</param>
    /// <param name="TestSamples">Samples of its shard in testing; may be 0.</param>
    public sealed record PlanAccepted(string RunId, int TrainSamples, int TestSamples) : IAgentMessage
    {
        /// <summary>The highest turn number that the agent has heard of; later turns must have higher ones.</summary>
        public int LastTurn { get; init; }

        /// <summary>Gives out the states below.</summary>
        public IActorRef Holder { get; init; } = ActorRefs.Nobody;

        /// <summary>States of the client model that the agent holds, in memory or on disk.</summary>
        public IReadOnlyList<StateHash> Held { get; init; } = [];
    }

    /// <summary>The agent cannot follow the plan.</summary>
    public sealed record PlanDeclined(string RunId, string Reason) : IAgentMessage;
}
