using Akka.Actor;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors;

/// <summary>Brings the outcome of a run to those who wait for it, whoever comes first.</summary>
internal sealed class OutcomeKeeper
{
    private readonly List<IActorRef> _waiting = [];
    private IOutcome? _outcome;

    public void Await(IActorRef asker)
    {
        if (_outcome is null)
        {
            _waiting.Add(asker);
        }
        else
        {
            asker.Tell(_outcome);
        }
    }

    /// <summary>The first outcome stands.</summary>
    public void Complete(IOutcome outcome)
    {
        if (_outcome is not null)
        {
            return;
        }

        _outcome = outcome;
        _waiting.ForEach(asker => asker.Tell(outcome));
    }
}
