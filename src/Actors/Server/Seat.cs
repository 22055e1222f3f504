using Akka.Actor;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;

namespace SplitLearning.Actors.Server;

/// <summary>A place in the round.</summary>
internal sealed class Seat(EnlistedAgent enlisted) : AgentSeat(enlisted)
{
    private readonly HashSet<StateHash> _held = [];

    /// <summary>From 1.</summary>
    public int Index { get; } = enlisted.Index;

    /// <summary>Why somebody wants to stop it; null: nobody does.</summary>
    public string? LeavesBecause { get; private set; }

    /// <summary>It is there and stays.</summary>
    public bool CanTakeTurn => IsPresent && LeavesBecause is null;

    /// <summary>What it said of its shard when it last accepted the plan; null before the first time.</summary>
    public PlanAccepted? Accepted { get; private set; }

    /// <summary>Gives out the states that the agent holds.</summary>
    public IActorRef Holder => Accepted?.Holder ?? ActorRefs.Nobody;

    public bool Holds(StateHash state) => IsPresent && _held.Contains(state);

    public void Note(StateHash held) => _held.Add(held);

    /// <summary>It was thought to hold the state, and does not.</summary>
    public void Forget(StateHash state) => _held.Remove(state);

    public void Accept(PlanAccepted accepted)
    {
        IsPresent = true;
        Accepted = accepted;
        _held.Clear();
        _held.UnionWith(accepted.Held);
    }

    /// <summary>It goes as soon as the others can do without it.</summary>
    public void BeginToLeave(string reason) => LeavesBecause = reason;

    public override void Leave()
    {
        base.Leave();
        LeavesBecause = null;
    }
}
