using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors;

/// <summary>
/// Tells agents that their run is finished, where its leader was lost before it knew that all had heard: Waiting, Ended.
/// </summary>
/// <remarks>
/// Hosted under the name <c>server</c>, where agents that lost their leader look for it. Those who have heard do not
/// come again, so it does not wait for all of them for ever.
/// </remarks>
public sealed class FarewellActor : PartyActor
{
    private readonly FarewellOptions _options;
    private readonly EnlistmentDesk _desk;
    private readonly OutcomeKeeper _outcome = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<IActorRef, string> _names = []; // of all who have come
    private readonly HashSet<string> _seen = []; // names of those who know

    /// <inheritdoc cref="Props(FarewellOptions)"/>
    public FarewellActor(FarewellOptions options)
    {
        _options = options;
        _desk = new EnlistmentDesk(options.Workload, options.Agents, options.Shards, options.Names);
        Waiting();
    }

    /// <summary>Ends as succeeded, whether all agents have come or not.</summary>
    public static Props Props(FarewellOptions options) => Akka.Actor.Props.Create(() => new FarewellActor(options));

    /// <inheritdoc/>
    protected override void PreStart() =>
        Timers.StartSingleTimer(nameof(WaitingIsOver), WaitingIsOver.Instance, _options.RejoinTimeout);

    private void Waiting()
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        Receive<Enlist>(Admit);
        Receive<RunEndedSeen>(_ => _names.ContainsKey(Sender), _ => Note(_names[Sender]));
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

    // An agent hears of an end only from the leader that has let it in.
    private void Admit(Enlist offer)
    {
        switch (_desk.Admit(offer, Sender))
        {
            case Admission.Refused refused:
                _log.Warning("Agent at {0} is refused: {1}", Sender.Path.Address, refused.Reason);
                Sender.Tell(new EnlistmentRefused(refused.Reason));
                return;
            case Admission.CameBack: // whichever of the two it is, it may hear of the end
                _desk.Replace(offer, Sender);
                break;
        }

        _names[Sender] = offer.Name;
        Sender.Tell(new EnlistmentAccepted(_desk.Enlisted, _desk.Expected));
        Sender.Tell(new RunEnded(Completed: true, ""));
    }

    private void Note(string name)
    {
        _log.Info("Agent '{0}' knows that the run is finished", name);
        _seen.Add(name);
        if (_seen.Count == _desk.Expected)
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
