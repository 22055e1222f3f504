using Akka.Actor;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Enlistment;

/// <summary>Agents hear that the run is over: those that are there, and those that come back and do not know.</summary>
/// <param name="names">Those who are to know.</param>
/// <param name="unknown">How many more, whatever their names.</param>
internal sealed class Farewell(EnlistmentDesk desk, RunEnded end, IEnumerable<string> names, int unknown = 0)
{
    private readonly HashSet<string> _waitingFor = [.. names];
    private int _unknown = unknown;

    /// <summary>All know.</summary>
    public bool IsOver => _waitingFor.Count == 0 && _unknown == 0;

    public void TellAll()
    {
        foreach (var agent in desk.Agents)
        {
            agent.Tell(end);
        }
    }

    /// <summary>An agent hears the end only from a leader that has let it in.</summary>
    /// <returns>Why it is not told; null where it is.</returns>
    public string? Tell(Enlist offer, IActorRef agent)
    {
        switch (desk.Admit(offer, agent))
        {
            case Admission.Refused refused:
                agent.Tell(new EnlistmentRefused(refused.Reason));
                return refused.Reason;
            case Admission.CameBack: // whichever of the two it is, it may know
                desk.Replace(offer, agent);
                break;
            case Admission.Accepted when _unknown > 0 && _waitingFor.Add(offer.Name):
                _unknown--;
                break;
        }

        agent.Tell(new EnlistmentAccepted(desk.Enlisted, desk.Expected));
        agent.Tell(end);
        return null;
    }

    /// <summary>An agent knows, or will not come any more.</summary>
    public void Note(IActorRef agent)
    {
        if (desk.NameOf(agent) is { } name)
        {
            _waitingFor.Remove(name);
        }
    }
}
