using Akka.Actor;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;

namespace SplitLearning.Actors.Server;

/// <summary>A place in the round and the agent that has it, whether it is there at the moment or not.</summary>
/// <param name="index">Its place, from 1.</param>
/// <param name="data">What its data are, in its own words.</param>
internal sealed class Seat(int index, string name, string data, IActorRef agent)
{
    private readonly HashSet<StateHash> _held = [];

    public int Index => index;

    public string Name => name;

    public string Data => data;

    /// <summary>The agent's actor in its present, or its last, life.</summary>
    public IActorRef Ref { get; private set; } = agent;

    /// <summary>The agent has the plan and answers.</summary>
    public bool IsPresent { get; private set; }

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

    /// <summary>The agent has a new life.</summary>
    public void Replace(IActorRef agent)
    {
        Ref = agent;
        Leave();
    }

    public void Accept(PlanAccepted accepted)
    {
        IsPresent = true;
        Accepted = accepted;
        _held.Clear();
        _held.UnionWith(accepted.Held);
    }

    /// <summary>It goes as soon as the others can do without it.</summary>
    public void BeginToLeave(string reason) => LeavesBecause = reason;

    public void Leave() => (IsPresent, LeavesBecause) = (false, null);
}
