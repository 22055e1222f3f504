using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.MembershipProtocol;

namespace SplitLearning.Actors;

/// <content>Agents are lost and come back.</content>
public abstract partial class LeaderActor
{
    private readonly Dictionary<AgentSeat, TimeSpan> _lostSince = [];

    /// <summary>Of all who take part; empty until all have enlisted.</summary>
    private protected abstract IReadOnlyList<AgentSeat> Seats { get; }

    /// <summary>Tells who is to come and what the run is.</summary>
    private protected abstract void Assign(AgentSeat seat);

    /// <summary>An agent is lost, and the run can do without it, or wait.</summary>
    private protected abstract void GoOnWithout(AgentSeat seat);

    private protected void AssignToAbsent()
    {
        foreach (var seat in Seats.Where(seat => !seat.IsPresent))
        {
            Assign(seat);
        }
    }

    /// <summary>An agent has accepted the plan.</summary>
    private protected void NotePresence(AgentSeat seat)
    {
        Context.Watch(seat.Ref);
        if (_lostSince.Remove(seat, out var since))
        {
            Record(new AgentReturned(seat.Name, (Now - since).TotalSeconds));
        }
    }

    /// <param name="reason">What happened to it, e.g. <c>has gone</c>.</param>
    private protected void Lose(AgentSeat seat, string reason)
    {
        if (!seat.IsPresent && (HasBegun || Options.OnLostAgent == LostAgentPolicy.Wait))
        {
            return; // known, or it has not even been there
        }

        Log.Warning("Agent '{0}' at {1} is lost in {2}: it {3}", seat.Name, seat.Ref.Path.Address, Place, reason);
        seat.Leave();
        _lostSince[seat] = Now;
        Record(new AgentLost(seat.Name, Place, reason));
        if (Options.OnLostAgent == LostAgentPolicy.Stop)
        {
            GiveUp(
                FailureKind.AgentLost,
                $"Agent '{seat.Name}' at {seat.Ref.Path.Address} is lost in {Place}: it {reason}.",
                gone: seat.Ref);
        }
        else
        {
            GoOnWithout(seat);
        }
    }

    /// <summary>An agent has not come for as long as agents are waited for.</summary>
    private protected void GiveUpWaitingFor(AgentSeat absent) => GiveUp(
        FailureKind.AgentLost,
        $"Agent '{absent.Name}' at {absent.Ref.Path.Address} is not there in {Place}: it has been waited for "
        + $"for {Options.RejoinTimeout.TotalSeconds:0} s.",
        gone: absent.Ref);

    private void EnlistedAnew(string name, IActorRef agent)
    {
        if (Seats.FirstOrDefault(seat => seat.Name == name) is not { } seat)
        {
            return;
        }

        var former = seat.Ref.Path.Address;
        Context.Unwatch(seat.Ref);
        Lose(seat, "was started anew");
        seat.Replace(agent);
        if (!former.Equals(agent.Path.Address))
        {
            Membership.Tell(new DeclareDead(former));
        }

        Assign(seat);
    }

    private void ReceiveLosses()
    {
        Receive<RunEndProtocol.AgentLeaving>(_ => AgentOf(Sender) is not null, m =>
            Lose(AgentOf(Sender)!, $"has left: {m.Reason}"));
        Receive<RunEndProtocol.AgentLeaving>(_ => { });
        Receive<NodeLost>(m => AgentAt(m.Address) is not null, m => Lose(AgentAt(m.Address)!, m.Reason));
        Receive<NodeLost>(_ => { });
        Receive<NodeBack>(m => AgentAt(m.Address) is { IsPresent: false }, m => Assign(AgentAt(m.Address)!));
        Receive<NodeBack>(_ => { });
        Receive<NodeUp>(_ => { });
        Receive<Terminated>(t => AgentOf(t.ActorRef) is not null, t => Lose(AgentOf(t.ActorRef)!, "has gone"));
        Receive<Terminated>(_ => { });
    }

    private AgentSeat? AgentOf(IActorRef actor) => Seats.FirstOrDefault(seat => seat.Ref.Equals(actor));

    private AgentSeat? AgentAt(Address address) =>
        Seats.FirstOrDefault(seat => seat.Ref.Path.Address.Equals(address));
}
