using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors;

/// <summary>
/// Tells agents that their run is finished, where its leader was lost before it knew that all had heard of it: Waiting,
/// Ended.
/// </summary>
/// <remarks>
/// Hosted under the name <c>server</c>, where agents that lost their leader look for it. Those who have heard do not
/// come again, so it does not wait for all of them for ever.
/// </remarks>
public sealed class FarewellActor : PartyActor
{
    private readonly TimeSpan _rejoinTimeout;
    private readonly Farewell _farewell;
    private readonly OutcomeKeeper _outcome = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();

    /// <inheritdoc cref="Props(FarewellOptions)"/>
    public FarewellActor(FarewellOptions options)
    {
        _rejoinTimeout = options.RejoinTimeout;
        _farewell = new Farewell(
            new EnlistmentDesk(options.Workload, options.Agents, options.Shards, options.Names),
            new RunEnded(Completed: true, ""), options.Names, unknown: options.Agents - options.Names.Count);
        Waiting();
    }

    /// <summary>Ends as succeeded, whether all agents have come or not.</summary>
    public static Props Props(FarewellOptions options) => Akka.Actor.Props.Create(() => new FarewellActor(options));

    /// <inheritdoc/>
    protected override void PreStart() =>
        Timers.StartSingleTimer(nameof(WaitingIsOver), WaitingIsOver.Instance, _rejoinTimeout);

    private void Waiting()
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        Receive<Enlist>(Tell);
        Receive<RunEndedSeen>(_ => Note(Sender));
        Receive<WaitingIsOver>(_ => End(new Succeeded()));
        Receive<StopRun>(m => End(new Failed(FailureKind.Stopped, m.Reason)));
        Receive<PartBroken>(m => End(new Failed(FailureKind.Internal, m.Error.GetBaseException().Message)));
        Receive<IWireMessage>(_ => { }); // of the run that is over
    }

    private void Ended()
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        ReceiveAny(_ => { });
    }

    private void Tell(Enlist offer)
    {
        if (_farewell.Tell(offer, Sender) is { } refusal)
        {
            _log.Warning("Agent at {0} is refused: {1}", Sender.Path.Address, refusal);
        }
        else
        {
            _log.Info("Agent '{0}' at {1} is told that the run is finished", offer.Name, Sender.Path.Address);
        }
    }

    private void Note(IActorRef agent)
    {
        _farewell.Note(agent);
        if (_farewell.IsOver)
        {
            End(new Succeeded());
        }
    }

    private void End(IOutcome outcome)
    {
        Timers.CancelAll();
        _outcome.Complete(outcome);
        Become(Ended);
    }

    private sealed record WaitingIsOver
    {
        public static readonly WaitingIsOver Instance = new();
    }
}

/// <summary>Who is to hear that a run is finished.</summary>
/// <param name="Workload">The run's; agents of another one are refused.</param>
/// <param name="Agents">How many the run had.</param>
/// <param name="Names">Theirs; empty where any agents may have been part of it.</param>
/// <param name="RejoinTimeout">How long to wait for all of them.</param>
public sealed record FarewellOptions(
    string Workload, int Agents, IReadOnlyList<string> Names, ShardMode Shards, TimeSpan RejoinTimeout);
