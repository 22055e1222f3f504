using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;

namespace SplitLearning.Actors.Server;

/// <content>From nobody to a full round of agents; agents that come back.</content>
public sealed partial class ServerActor
{
    private readonly HashSet<IActorRef> _waitingFor = [];

    private protected override IReadOnlyList<AgentSeat> Seats => _agents;

    private protected override void Enlisted(string name, IActorRef agent)
    {
        if (_agents.FirstOrDefault(seat => seat.Name == name) is { } kept)
        {
            kept.Replace(agent);
            Assign(kept);
        }
        else if (Desk.IsComplete || (Desk.KnowsAll && Options.OnLostAgent == LostAgentPolicy.Skip))
        {
            // Whoever is missing has as long as one that is lost.
            _agents = [.. Desk.Numbered().Select(known => new Seat(known))];
            Gather();
        }
    }

    private protected override void Assign(AgentSeat seat) =>
        seat.Ref.Tell(new PlanAssigned(Options.RunId, _plan, ((Seat)seat).Index, Options.Shards));

    private void Begin()
    {
        if (_leftOut.Count == 0 && Desk.ReasonAgainst([.. _agents.Select(seat => seat.Accepted!)]) is { } reason)
        {
            GiveUp(FailureKind.Refused, reason);
            return;
        }

        HasBegun = true;
        Record(new RunStarted([.. _agents.Select(AgentAt)]));
        LeaveOut([.. _leftOut]);
        GoOn();
    }

    private RunAgent AgentAt(Seat seat) => seat.Accepted is { } accepted
        ? new RunAgent(seat.Name, accepted.TrainSamples, accepted.TestSamples, seat.Data)
        : Options.FormerAgents.Single(agent => agent.Name == seat.Name);
}
