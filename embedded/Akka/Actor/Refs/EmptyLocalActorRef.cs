using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Stands for a local path at which there is no actor: messages go to the dead letters.</summary>
public class EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : MinimalActorRef
{
    public override ActorPath Path => path;

    public override IActorRefProvider Provider => provider;

    public override bool IsTerminated => true;

    protected EventStream EventStream => eventStream;

    public override void SendSystemMessage(ISystemMessage message) => SpecialHandle(message, provider.DeadLetters);

    protected override void TellInternal(object message, IActorRef? sender)
    {
        sender ??= provider.DeadLetters;
        if (!SpecialHandle(message, sender))
            EventStream.Publish(AllDeadLetters.For(message, sender, this));
    }

    /// <summary>Whether the message was an enquiry that the missing actor's place answers.</summary>
    protected virtual bool SpecialHandle(object message, IActorRef sender)
    {
        switch (message)
        {
            case Watch w:
                if (w.Watchee.Equals(this) && !w.Watcher.Equals(this))
                    w.Watcher.SendSystemMessage(new DeathWatchNotification(w.Watchee, false, false));
                return true;
            case ISystemMessage:
                return true;
            case Identify identify:
                sender.Tell(new ActorIdentity(identify.MessageId, null), this);
                return true;
            case ActorSelectionMessage { Message: Identify identify } selection:
                if (!selection.WildCardFanOut)
                    sender.Tell(new ActorIdentity(identify.MessageId, null), this);
                return true;
            case ActorSelectionMessage selection:
                if (!selection.WildCardFanOut)
                    EventStream.Publish(AllDeadLetters.For(selection.Message, sender, this));
                return true;
            default:
                return false;
        }
    }
}
