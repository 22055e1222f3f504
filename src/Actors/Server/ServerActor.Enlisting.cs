using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;

namespace SplitLearning.Actors.Server;

/// <content>From nobody to a full round of agents.</content>
public sealed partial class ServerActor
{
    private readonly EnlistmentDesk _desk;
    private readonly HashSet<IActorRef> _waitingFor = [];
    private string _place = "enlistment";

    private void Enlisting()
    {
        Receive<Enlist>(Admit);
        // Nothing has been dealt yet: an agent that goes before the start makes room for another.
        Receive<Terminated>(t => _desk.Dismiss(t.ActorRef));
        Receive<RunEndProtocol.AgentLeaving>(_ => _desk.Dismiss(Sender));
        Receive<NodeLost>(m => _desk.DismissAllAt(m.Address)); // should they be well, they ask again
        ReceiveInEveryState();
    }

    private void AssigningPlan()
    {
        var ticks = 0;
        var shards = new Dictionary<IActorRef, PlanAccepted>();
        Receive<PlanAccepted>(_ => _waitingFor.Remove(Sender), shard =>
        {
            shards.Add(Sender, shard);
            if (_waitingFor.Count == 0)
            {
                Begin(shards);
            }
        });
        Receive<PlanAccepted>(_ => { }); // its repetition
        Receive<PlanDeclined>(_ => AgentOf(Sender) is not null, m => GiveUp(
            FailureKind.Refused, $"Agent '{AgentOf(Sender)!.Name}' cannot follow the plan: {m.Reason}"));
        Receive<Tick>(_ =>
        {
            ticks++;
            if (ticks * _options.ReplyTimeout >= _options.TurnTimeout)
            {
                Lost(
                    AgentOf(_waitingFor.First())!,
                    $"has not answered the plan for {_options.TurnTimeout.TotalSeconds:0} s");
            }
            else
            {
                AssignPlan();
            }
        });
        ReceiveInEveryState();
    }

    private void Admit(Enlist offer)
    {
        if (_desk.Admit(offer, Sender) is { } refusal)
        {
            _log.Warning("Agent at {0} is refused: {1}", Sender.Path.Address, refusal);
            Sender.Tell(new EnlistmentRefused(refusal));
            return;
        }

        Context.Watch(Sender);
        Sender.Tell(new EnlistmentAccepted(_desk.Enlisted, _plan.Agents));
        _log.Info("Agent '{0}' has enlisted, {1} of {2}", offer.Name, _desk.Enlisted, _plan.Agents);
        if (_desk.IsComplete)
        {
            _agents = _desk.Numbered();
            _waitingFor.UnionWith(_agents.Select(a => a.Ref));
            Become(AssigningPlan);
            AssignPlan();
        }
    }

    private void AssignPlan()
    {
        Timers.StartSingleTimer(nameof(Tick), Tick.Instance, _options.ReplyTimeout);
        foreach (var agent in _agents.Where(a => _waitingFor.Contains(a.Ref)))
        {
            agent.Ref.Tell(new PlanAssigned(_options.RunId, _plan, agent.Index, _options.Shards));
        }
    }

    private void Begin(Dictionary<IActorRef, PlanAccepted> shards)
    {
        Timers.CancelAll();
        if (_desk.ReasonAgainst(shards.Values) is { } reason)
        {
            GiveUp(FailureKind.Refused, reason);
            return;
        }

        Record(new RunStarted([.. _agents.Select(agent => new RunAgent(
            agent.Name, shards[agent.Ref].TrainSamples, shards[agent.Ref].TestSamples, agent.Data))]));
        StartTurn(Turn.First);
    }

    // The desk knows whether it is one of the run's agents asking again; nobody new is let in any more.
    private void EnlistLate(Enlist offer) => Sender.Tell(_desk.Admit(offer, Sender) is { } refusal
        ? new EnlistmentRefused(refusal)
        : new EnlistmentAccepted(_desk.Enlisted, _plan.Agents));
}
