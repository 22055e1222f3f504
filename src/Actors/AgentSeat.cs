using Akka.Actor;
using SplitLearning.Actors.Enlistment;

namespace SplitLearning.Actors;

/// <summary>A place in a run and the agent that has it, whether it is there at the moment or not.</summary>
internal abstract class AgentSeat(EnlistedAgent enlisted)
{
    public string Name => enlisted.Name;

    /// <summary>What its data are, in its own words.</summary>
    public string Data => enlisted.Data;

    /// <summary>The agent's actor in its present, or its last, life.</summary>
    public IActorRef Ref { get; private set; } = enlisted.Ref;

    /// <summary>The agent has the plan and answers.</summary>
    public bool IsPresent { get; protected set; }

    /// <summary>The agent has a new life.</summary>
    public void Replace(IActorRef agent)
    {
        Ref = agent;
        Leave();
    }

    public virtual void Leave() => IsPresent = false;
}
