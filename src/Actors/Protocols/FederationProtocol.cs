using Akka.Actor;
using SplitLearning.Models.Federated;

namespace SplitLearning.Actors.Protocols;

/// <summary>An aggregator has the clients of all agents train and be evaluated, round by round.</summary>
/// <remarks>
/// After enlistment the agent learns the plan and offers its clients; the aggregator gives each agent clients to host,
/// in the state of a checkpoint, and then jobs. Whenever an agent is lost, all go back to a common checkpoint: a new
/// course begins, and what belongs to an older one is ignored. FederationAssigned, HostClients, RunJob and SaveClients
/// are repeated until they are answered; what is done is answered again. Models, sums and scores do not travel in these
/// messages: they are fetched by their hash, by <see cref="SnapshotProtocol"/>.
/// </remarks>
public static class FederationProtocol
{
    /// <summary>Agent to aggregator.</summary>
    public interface IAgentMessage : IWireMessage;

    /// <summary>Aggregator to agent.</summary>
    public interface IAggregatorMessage : IFromServer;

    /// <param name="Shards">
    /// Simulated: all agents have the same data, dealt by the plan, and any of them can host any client. Private: the
    /// clients are the agents' own.
    /// </param>
    public sealed record FederationAssigned(string RunId, FederationPlan Plan, ShardMode Shards) : IAggregatorMessage;

    /// <summary>The agent takes part.</summary>
    /// <param name="Clients">
    /// Those that it can host, numbered from 0: all of the run with simulated shards, else its own.
    /// </param>
    /// <param name="Holder">Gives out what its jobs result in.</param>
    public sealed record ClientsOffered(
        string RunId, IReadOnlyList<FederatedMember> Clients, IActorRef Holder) : IAgentMessage;

    /// <summary>The agent cannot follow the plan.</summary>
    public sealed record FederationDeclined(string RunId, string Reason) : IAgentMessage;

    /// <summary>A new course begins: whatever the agent does is dropped.</summary>
    /// <param name="Course">Higher than any before.</param>
    /// <param name="Round">All clients are in the state after this round; 0: before the first one.</param>
    /// <param name="Clients">Position k of this list is what the agent offered as a client.</param>
    public sealed record HostClients(int Course, int Round, IReadOnlyList<HostedClient> Clients) : IAggregatorMessage;

    /// <param name="Client">Its number in the run, from 0.</param>
    /// <param name="Offered">Its number in what the agent offered, from 0.</param>
    public readonly record struct HostedClient(int Client, int Offered);

    /// <summary>The agent's clients are in the state that the course begins with.</summary>
    public sealed record ClientsHosted(int Course) : IAgentMessage;

    /// <summary>They cannot be.</summary>
    /// <param name="Kind"><see cref="FailureKind.Storage"/>: another, older checkpoint may do.</param>
    public sealed record HostingFailed(int Course, FailureKind Kind, string Reason) : IAgentMessage;

    /// <summary>The agent's clients train in a round, or are evaluated.</summary>
    /// <param name="Order">With the agent's own clients and without the models.</param>
    /// <param name="Models">Where the models of the order are.</param>
    public sealed record RunJob(JobId Job, JobKind Kind, RoundOrder Order, TurnProtocol.SnapshotSource Models)
        : IAggregatorMessage;

    /// <summary>The agent is at it.</summary>
    /// <param name="Progress">Batches that its clients have read so far in the course; 0 before the first.</param>
    public sealed record JobPending(JobId Job, long Progress) : IAgentMessage;

    /// <summary>All of the agent's clients are done.</summary>
    /// <param name="Result">Sums or scores: see <see cref="RoundBlobs"/>.</param>
    /// <param name="FetchedBytes">Of models; 0 when the agent had them already.</param>
    public sealed record JobDone(JobId Job, StateHash Result, long FetchedBytes) : IAgentMessage;

    /// <summary>The agent's clients cannot do it.</summary>
    public sealed record JobFailed(JobId Job, FailureKind Kind, string Reason) : IAgentMessage;

    /// <summary>The agent writes the state of its clients to its own disk.</summary>
    /// <param name="Round">That all of them have done.</param>
    public sealed record SaveClients(int Course, int Round) : IAggregatorMessage;

    /// <param name="Files">Paths on the agent's machine.</param>
    /// <param name="Bytes">Of all of them.</param>
    public sealed record ClientsSaved(int Course, int Round, IReadOnlyList<string> Files, long Bytes) : IAgentMessage;

    /// <summary>They could not be written.</summary>
    public sealed record SavingFailed(int Course, int Round, string Reason) : IAgentMessage;
}

/// <summary>What an agent is told to do for its clients; jobs of a course count up from 1.</summary>
public readonly record struct JobId(int Course, int Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"job {Course}.{Number}";
}

/// <summary>What a job is; the numbers are part of the wire format.</summary>
public enum JobKind
{
    /// <summary>Clients train.</summary>
    Train = 1,

    /// <summary>Clients are scored.</summary>
    Evaluate = 2,
}
