using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Enlistment;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors;

/// <summary>
/// Leads a run, as the server of split training and the aggregator of federated training do: agents enlist with it,
/// and it tells them the end.
/// </summary>
public abstract class LeaderActor : PartyActor
{
    private readonly TimeSpan _identityTimeout;
    private readonly TimeSpan _endTimeout;
    private readonly OutcomeKeeper _outcome = new();

    // By name, while the former life is asked.
    private readonly Dictionary<string, (Enlist Offer, IActorRef Agent)> _cameBack = [];

    /// <param name="identityTimeout">Whoever comes back is believed when its former life is silent so long.</param>
    /// <param name="endTimeout">How long to wait for the agents' good-bye.</param>
    private protected LeaderActor(EnlistmentDesk desk, TimeSpan identityTimeout, TimeSpan endTimeout) =>
        (Desk, _identityTimeout, _endTimeout) = (desk, identityTimeout, endTimeout);

    private protected EnlistmentDesk Desk { get; }

    private protected ILoggingAdapter Log { get; } = Context.GetLogger();

    private protected void ReceiveEnlistment()
    {
        Receive<Enlist>(Admit);
        Receive<ActorIdentity>(m => m.Subject is not null, m => StillThere((string)m.MessageId));
        Receive<ActorIdentity>(_ => { });
        Receive<FormerLifeIsSilent>(m => Replace(m.Name));
    }

    /// <summary>An agent takes part, under a name that nobody has.</summary>
    private protected abstract void Enlisted(string name, IActorRef agent);

    /// <summary>An agent takes part anew; its former life is over.</summary>
    private protected abstract void EnlistedAnew(string name, IActorRef agent);

    private protected void ReceiveThoseWhoAwaitTheOutcome() =>
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));

    /// <summary>Tells all agents that the run is over, and ends when they have seen it.</summary>
    /// <param name="gone">Will not say good-bye.</param>
    private protected void TellEnd(RunEnded message, IOutcome outcome, IActorRef? gone = null)
    {
        Timers.CancelAll();
        var waitingFor = Desk.Agents.Where(agent => !agent.Equals(gone)).ToHashSet();
        Become(() => Ending(outcome, waitingFor));
        Timers.StartSingleTimer(
            nameof(EndTimeout), EndTimeout.Instance, waitingFor.Count == 0 ? TimeSpan.Zero : _endTimeout);
        foreach (var agent in Desk.Agents)
        {
            agent.Tell(message);
        }
    }

    private void Ending(IOutcome outcome, HashSet<IActorRef> waitingFor)
    {
        ReceiveThoseWhoAwaitTheOutcome();
        Receive<RunEndedSeen>(_ => GoneIs(Sender));
        Receive<AgentLeaving>(_ => GoneIs(Sender));
        Receive<Terminated>(t => GoneIs(t.ActorRef));
        Receive<EndTimeout>(_ => End());
        ReceiveAny(_ => { }); // the run is over; nobody waits for an answer any more

        void GoneIs(IActorRef agent)
        {
            waitingFor.Remove(agent);
            if (waitingFor.Count == 0)
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
            (nameof(FormerLifeIsSilent), offer.Name), new FormerLifeIsSilent(offer.Name), _identityTimeout);
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

    private sealed record FormerLifeIsSilent(string Name);

    private sealed record EndTimeout
    {
        public static readonly EndTimeout Instance = new();
    }
}
