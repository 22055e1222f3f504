using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Where messages end that no actor gets: each is published on the event stream.</summary>
public class DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream)
    : EmptyLocalActorRef(provider, path, eventStream)
{
    public override bool IsTerminated => false;

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is AllDeadLetters letter)
            TellLetter(letter);
        else
            base.TellInternal(message, sender);
    }

    protected override bool SpecialHandle(object message, IActorRef sender)
    {
        if (message is not Watch w)
            return base.SpecialHandle(message, sender);
        if (!w.Watchee.Equals(this) && !w.Watcher.Equals(this))
            w.Watcher.SendSystemMessage(new DeathWatchNotification(w.Watchee, false, false));
        return true;
    }

    private void TellLetter(AllDeadLetters letter)
    {
        if (!SpecialHandle(letter.Message, letter.Sender))
            EventStream.Publish(letter);
    }
}
