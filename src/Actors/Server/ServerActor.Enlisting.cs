using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;

namespace SplitLearning.Actors.Server;

/// <content>From nobody to a full round of agents; agents that come back.</content>
public sealed partial class ServerActor
{
    private readonly EnlistmentDesk _desk;
    private readonly HashSet<IActorRef> _waitingFor = [];

    // By name, while the former life is asked.
    private readonly Dictionary<string, (Enlist Offer, IActorRef Agent)> _cameBack = [];

    private string _place = "enlistment";

    private void Enlisting()
    {
        // Nothing has been dealt yet: an agent that goes before the start makes room for another.
        Receive<Terminated>(t => _desk.Dismiss(t.ActorRef));
        Receive<RunEndProtocol.AgentLeaving>(_ => _desk.Dismiss(Sender));
        Receive<NodeLost>(m => _desk.DismissAllAt(m.Address)); // should they be well, they ask again
        ReceiveInEveryState();
    }

    private void ReceiveEnlistment()
    {
        Receive<Enlist>(Admit);
        Receive<ActorIdentity>(m => m.Subject is not null, m => StillThere((string)m.MessageId));
        Receive<ActorIdentity>(_ => { });
        Receive<FormerLifeIsSilent>(m => Replace(m.Name));
    }

    private void Admit(Enlist offer)
    {
        switch (_desk.Admit(offer, Sender))
        {
            case Admission.Refused refused:
                Refuse(Sender, refused.Reason);
                break;
            case Admission.Repeated:
                Sender.Tell(new EnlistmentAccepted(_desk.Enlisted, _plan.Agents));
                break;
            case Admission.CameBack former:
                Contest(offer, former);
                break;
            default:
                Welcome(offer);
                break;
        }
    }

    private void Welcome(Enlist offer)
    {
        Context.Watch(Sender);
        Sender.Tell(new EnlistmentAccepted(_desk.Enlisted, _plan.Agents));
        _log.Info("Agent '{0}' has enlisted, {1} of {2}", offer.Name, _desk.Enlisted, _plan.Agents);
        if (_agents.FirstOrDefault(seat => seat.Name == offer.Name) is { } kept)
        {
            kept.Replace(Sender);
            AssignPlan(kept);
        }
        else if (_desk.IsComplete || (_desk.KnowsAll && _options.OnLostAgent == LostAgentPolicy.Skip))
        {
            _agents = _desk.Numbered(); // whoever is missing has as long as one that is lost
            Gather();
        }
    }

    private void Refuse(IActorRef agent, string reason)
    {
        _log.Warning("Agent at {0} is refused: {1}", agent.Path.Address, reason);
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
            (nameof(FormerLifeIsSilent), offer.Name), new FormerLifeIsSilent(offer.Name), _options.IdentityTimeout);
    }

    private void StillThere(string name)
    {
        Timers.Cancel((nameof(FormerLifeIsSilent), name));
        if (_cameBack.Remove(name, out var other))
        {
            Refuse(other.Agent, _desk.NameIsTaken(name));
        }
    }

    private void Replace(string name)
    {
        if (!_cameBack.Remove(name, out var back))
        {
            return;
        }

        var (offer, agent) = back;
        _desk.Replace(offer, agent);
        Context.Watch(agent);
        agent.Tell(new EnlistmentAccepted(_desk.Enlisted, _plan.Agents));
        _log.Info("Agent '{0}' has enlisted anew, from {1}", name, agent.Path.Address);
        if (_agents.FirstOrDefault(seat => seat.Name == name) is { } seat)
        {
            TakeSeatAgain(seat, agent);
        }
    }

    private void TakeSeatAgain(Seat seat, IActorRef agent)
    {
        var former = seat.Ref.Path.Address;
        Context.Unwatch(seat.Ref);
        Lose(seat, "was started anew");
        seat.Replace(agent);
        if (!former.Equals(agent.Path.Address))
        {
            _membership.Tell(new DeclareDead(former));
        }

        AssignPlan(seat);
    }

    private void AssignPlan(Seat seat) =>
        seat.Ref.Tell(new PlanAssigned(_options.RunId, _plan, seat.Index, _options.Shards));

    private void Begin()
    {
        if (_leftOut.Count == 0 && _desk.ReasonAgainst([.. _agents.Select(seat => seat.Accepted!)]) is { } reason)
        {
            GiveUp(FailureKind.Refused, reason);
            return;
        }

        _hasBegun = true;
        Record(new RunStarted([.. _agents.Select(AgentAt)]));
        LeaveOut([.. _leftOut]);
        GoOn();
    }

    private RunAgent AgentAt(Seat seat) => seat.Accepted is { } accepted
        ? new RunAgent(seat.Name, accepted.TrainSamples, accepted.TestSamples, seat.Data)
        : _options.FormerAgents.Single(agent => agent.Name == seat.Name);

    private sealed record FormerLifeIsSilent(string Name);
}
