using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;

namespace SplitLearning.Actors.Server;

/// <content>From nobody to a full round of agents; agents that come back.</content>
public sealed partial class ServerActor
{
    private readonly HashSet<IActorRef> _waitingFor = [];

    private string _place = "enlistment";

    private void Enlisting()
    {
        // Nothing has been dealt yet: an agent that goes before the start makes room for another.
        Receive<Terminated>(t => Desk.Dismiss(t.ActorRef));
        Receive<RunEndProtocol.AgentLeaving>(_ => Desk.Dismiss(Sender));
        Receive<NodeLost>(m => Desk.DismissAllAt(m.Address)); // should they be well, they ask again
        ReceiveInEveryState();
    }

    private protected override void Enlisted(string name, IActorRef agent)
    {
        if (_agents.FirstOrDefault(seat => seat.Name == name) is { } kept)
        {
            kept.Replace(agent);
            AssignPlan(kept);
        }
        else if (Desk.IsComplete || (Desk.KnowsAll && _options.OnLostAgent == LostAgentPolicy.Skip))
        {
            // Whoever is missing has as long as one that is lost.
            _agents = [.. Desk.Numbered().Select(known => new Seat(known.Index, known.Name, known.Data, known.Ref))];
            Gather();
        }
    }

    private protected override void EnlistedAnew(string name, IActorRef agent)
    {
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
        if (_leftOut.Count == 0 && Desk.ReasonAgainst([.. _agents.Select(seat => seat.Accepted!)]) is { } reason)
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
}
