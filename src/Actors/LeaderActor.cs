using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors;

/// <summary>
/// Leads a run, as the server of split training and the aggregator of federated training do: agents enlist with it,
/// are lost and come back, and it tells them the end.
/// </summary>
public abstract partial class LeaderActor : PartyActor
{
    private readonly IRunRecorder _recorder;
    private readonly OutcomeKeeper _outcome = new();

    // By name, while the former life is asked.
    private readonly Dictionary<string, (Enlist Offer, IActorRef Agent)> _cameBack = [];

    private protected LeaderActor(EnlistmentDesk desk, ServerOptions options, IRunRecorder recorder) =>
        (Desk, Options, _recorder) = (desk, options, recorder);

    private protected EnlistmentDesk Desk { get; }

    private protected ServerOptions Options { get; }

    private protected ILoggingAdapter Log { get; } = Context.GetLogger();

    /// <summary>What the leader is called in messages, e.g. <c>server</c>.</summary>
    private protected abstract string Title { get; }

    /// <summary>Payload bytes that have been sent so far, by kind.</summary>
    private protected abstract Dictionary<string, long> BytesSent { get; }

    /// <summary>Tells which nodes are there.</summary>
    private protected IActorRef Membership { get; set; } = ActorRefs.Nobody;

    /// <summary>What the run is at, for messages.</summary>
    private protected string Place { get; set; } = "enlistment";

    /// <summary>All agents have been there, and the run is on its way.</summary>
    private protected bool HasBegun { get; set; }

    private protected static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    /// <summary>The first state.</summary>
    private protected void Enlisting()
    {
        // Nothing has been dealt yet: an agent that goes before the start makes room for another.
        Receive<Terminated>(t => Desk.Dismiss(t.ActorRef));
        Receive<AgentLeaving>(_ => Desk.Dismiss(Sender));
        Receive<NodeLost>(m => Desk.DismissAllAt(m.Address)); // should they be well, they ask again
        ReceiveInEveryState();
    }

    /// <summary>What every state of a run under way answers in the same way.</summary>
    private protected virtual void ReceiveInEveryState()
    {
        ReceiveThoseWhoAwaitTheOutcome();
        ReceiveEnlistment();
        ReceiveLosses();
        Receive<StopRun>(m => Stop(m.Reason));
        Receive<GiveRunUp>(m => GiveUp(FailureKind.Stopped, m.Reason));
        Receive<PartBroken>(m => GiveUp(FailureKind.Internal, CauseOf(m.Error)));
        Receive<Tick>(_ => { }); // armed in a state that has ended
        Receive<RejoinTimeout>(_ => { });
    }

    /// <summary>An agent takes part, under a name that nobody has.</summary>
    private protected abstract void Enlisted(string name, IActorRef agent);

    /// <summary>Somebody wants the run to stop, and to be gone on with later.</summary>
    private protected abstract void Stop(string reason);

    private protected void Record(RunEvent runEvent) => _recorder.Record(runEvent);

    /// <param name="gone">Will not say good-bye.</param>
    private protected void GiveUp(FailureKind kind, string reason, IActorRef? gone = null)
    {
        Log.Error("The run is given up: {0}", reason);
        TellEnd(new RunEnded(Completed: false, reason), new Failed(kind, reason), gone);
        // Last: also where it cannot be written the others are told.
        Record(new RunFailed(reason) { BytesSent = BytesSent });
    }

    /// <summary>Tells all agents that the run is over, and ends when they have seen it.</summary>
    /// <param name="gone">Will not say good-bye.</param>
    private protected void TellEnd(RunEnded message, IOutcome outcome, IActorRef? gone = null)
    {
        Timers.CancelAll();
        var farewell = new Farewell(Desk, message, Desk.Names);
        if (gone is not null)
        {
            farewell.Note(gone);
        }

        Become(() => Ending(outcome, farewell));
        Timers.StartSingleTimer(
            nameof(EndTimeout), EndTimeout.Instance, farewell.IsOver ? TimeSpan.Zero : Options.EndTimeout);
        farewell.TellAll();
    }

    private void ReceiveThoseWhoAwaitTheOutcome() => Receive<AwaitOutcome>(_ => _outcome.Await(Sender));

    private void ReceiveEnlistment()
    {
        Receive<Enlist>(Admit);
        Receive<ActorIdentity>(m => m.Subject is not null, m => StillThere((string)m.MessageId));
        Receive<ActorIdentity>(_ => { });
        Receive<FormerLifeIsSilent>(m => Replace(m.Name));
    }

    private string CauseOf(Exception error)
    {
        Log.Error(error, "A part of the {0} has failed", Title);
        return $"The {Title} has failed in {Place}: {error.GetBaseException().Message}";
    }

    private void Ending(IOutcome outcome, Farewell farewell)
    {
        ReceiveThoseWhoAwaitTheOutcome();
        Receive<RunEndedSeen>(_ => Note(Sender));
        Receive<AgentLeaving>(_ => Note(Sender));
        Receive<Terminated>(t => !t.AddressTerminated, t => Note(t.ActorRef)); // who is only cut off may come back
        Receive<Enlist>(m => farewell.Tell(m, Sender));
        Receive<EndTimeout>(_ => End());
        ReceiveAny(_ => { }); // the run is over; nobody waits for another answer any more

        void Note(IActorRef agent)
        {
            farewell.Note(agent);
            if (farewell.IsOver)
            {
                End();
            }
        }

        void End()
        {
            Timers.CancelAll();
            _outcome.Complete(outcome);
            Become(Ended);
        }
    }

    private void Ended()
    {
        ReceiveThoseWhoAwaitTheOutcome();
        ReceiveAny(_ => { });
    }

    private void Admit(Enlist offer)
    {
        switch (Desk.Admit(offer, Sender))
        {
            case Admission.Refused refused:
                Refuse(Sender, refused.Reason);
                break;
            case Admission.Repeated:
                TellAccepted(Sender);
                break;
            case Admission.CameBack former:
                Contest(offer, former);
                break;
            default:
                Context.Watch(Sender);
                TellAccepted(Sender);
                Log.Info("Agent '{0}' has enlisted, {1} of {2}", offer.Name, Desk.Enlisted, Desk.Expected);
                Enlisted(offer.Name, Sender);
                break;
        }
    }

    private void TellAccepted(IActorRef agent) => agent.Tell(new EnlistmentAccepted(Desk.Enlisted, Desk.Expected));

    private void Refuse(IActorRef agent, string reason)
    {
        Log.Warning("Agent at {0} is refused: {1}", agent.Path.Address, reason);
        agent.Tell(new EnlistmentRefused(reason));
    }

    // Whoever has the name already is asked whether it still lives: it takes long to see that a process is gone.
    private void Contest(Enlist offer, Admission.CameBack former)
    {
        _cameBack[offer.Name] = (offer, Sender);
        if (former.IsSameProcess)
        {
            Replace(offer.Name);
            return;
        }

        former.Former.Tell(new Identify(offer.Name));
        Timers.StartSingleTimer(
            (nameof(FormerLifeIsSilent), offer.Name), new FormerLifeIsSilent(offer.Name), Options.IdentityTimeout);
    }

    private void StillThere(string name)
    {
        Timers.Cancel((nameof(FormerLifeIsSilent), name));
        if (_cameBack.Remove(name, out var other))
        {
            Refuse(other.Agent, Desk.NameIsTaken(name));
        }
    }

    private void Replace(string name)
    {
        if (!_cameBack.Remove(name, out var back))
        {
            return;
        }

        var (offer, agent) = back;
        Desk.Replace(offer, agent);
        Context.Watch(agent);
        TellAccepted(agent);
        Log.Info("Agent '{0}' has enlisted anew, from {1}", name, agent.Path.Address);
        EnlistedAnew(name, agent);
    }

    /// <summary>Somebody has been waited for long enough.</summary>
    private protected sealed record Tick
    {
        public static readonly Tick Instance = new();
    }

    /// <summary>Agents have been waited for as long as the options say.</summary>
    private protected sealed record RejoinTimeout
    {
        public static readonly RejoinTimeout Instance = new();
    }

    private sealed record FormerLifeIsSilent(string Name);

    private sealed record EndTimeout
    {
        public static readonly EndTimeout Instance = new();
    }
}
