using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Membership;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Agent;

/// <summary>
/// One data owner: Joining, Enlisting, Enlisted, Preparing, then Ready, FetchingSnapshot and InTurn by turns,
/// Leaving, Ended. In a federated run, after Enlisted: Offering, Hosting, then Idle, FetchingModels, InJob and Saving.
/// </summary>
/// <remarks>
/// Hosted under the name <c>agent</c>: it is addressed as <c>/user/agent</c>. Where it loses the server it ends; its
/// process may start another one, which joins anew and finds in <see cref="AgentParts.Held"/> what this one held.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "An actor releases what it holds when it ends.")]
public sealed partial class AgentActor : PartyActor
{
    private readonly AgentOptions _options;
    private readonly IDataset _dataset;
    private readonly AgentParts _parts;
    private readonly OutcomeKeeper _outcome = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _server = ActorRefs.Nobody;

    /// <param name="parts">What the agent is made of.</param>
    public AgentActor(AgentOptions options, IDataset dataset, AgentParts parts)
    {
        _options = options;
        _dataset = dataset;
        _parts = parts;
        Joining();
    }

    /// <summary>An agent that finds its server through the cluster.</summary>
    /// <param name="held">The same in every life of the agent.</param>
    public static Props Props(AgentOptions options, IDataset dataset, HeldStates held) =>
        Props(options, dataset, new AgentParts
        {
            Membership = Akka.Actor.Props.Create(() => new MembershipActor()),
            BuildModel = plan => ClientModel.Create(plan, options.Weights),
            Held = held,
        });

    internal static Props Props(AgentOptions options, IDataset dataset, AgentParts parts) =>
        Akka.Actor.Props.Create(() => new AgentActor(options, dataset, parts));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _work.Cancel(); // clients at work would keep the process waiting
        _work.Dispose();
        base.PostStop();
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartSingleTimer(nameof(JoinTimeout), JoinTimeout.Instance, _options.JoinTimeout);
        Context.ActorOf(_parts.Membership, "membership");
    }

    private void ReceiveFromServerOnly() => Receive<IFromServer>(_ => !Sender.Equals(_server), m =>
        _log.Warning("{0} is ignored: it comes from {1}, not from the server", m.GetType().Name, Sender));

    /// <summary>What every state but Ended answers in the same way.</summary>
    private void ReceiveInEveryState()
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        Receive<NodeLost>(m => m.Address.Equals(_server.Path.Address), m => ServerLost(m.Reason));
        Receive<NodeLost>(_ => { });
        Receive<NodeUp>(_ => { });
        Receive<NodeBack>(_ => { });
        Receive<Terminated>(t => t.ActorRef.Equals(_server), _ => ServerLost("has gone"));
        ReceiveEndOfDataShard();
        Receive<RunEnded>(_ => Sender.Equals(_server), EndWithServer);
        Receive<StopRun>(m => Leave(FailureKind.Stopped, m.Reason));
        Receive<PartBroken>(m => Leave(FailureKind.Internal, CauseOf(m.Error)));
        Receive<JoinTimeout>(_ => { }); // armed before the server was found
        Receive<EnlistAgain>(_ => { });
        Receive<IWireMessage>(m => _log.Warning("{0} from {1} is ignored: it does not fit", m.GetType().Name, Sender));
    }

    private void Ended()
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        Receive<RunEnded>(_ => Sender.Tell(new RunEndedSeen())); // the server waits for it
        ReceiveAny(_ => { });
    }

    private void EndWithServer(RunEnded end)
    {
        Sender.Tell(new RunEndedSeen());
        End(end switch
        {
            { Completed: true } => new Succeeded(),
            { CanGoOn: true } => new Failed(
                FailureKind.ServerStopped, $"The server at {_options.ServerAddress} was stopped: {end.Reason}."),
            _ => new Failed(FailureKind.RunGivenUp, $"The server has given the run up: {end.Reason}"),
        });
    }

    private void ServerLost(string reason) =>
        End(new Failed(FailureKind.ServerLost, $"The server at {_options.ServerAddress} {reason}."));

    private void Leave(FailureKind kind, string reason)
    {
        _server.Tell(new AgentLeaving(reason));
        End(new Failed(kind, reason));
    }

    private void End(IOutcome outcome)
    {
        _work.Cancel();
        Timers.CancelAll();
        Context.Unwatch(_server);
        _outcome.Complete(outcome);
        Become(Ended);
    }

    private string CauseOf(Exception error)
    {
        _log.Error(error, "A part of agent {0} has failed", _options.Name);
        return $"Agent '{_options.Name}' has failed: {error.GetBaseException().Message}";
    }

    private sealed record JoinTimeout
    {
        public static readonly JoinTimeout Instance = new();
    }

    private sealed record EnlistAgain
    {
        public static readonly EnlistAgain Instance = new();
    }
}
