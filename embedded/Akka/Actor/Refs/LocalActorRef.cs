using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Reference to an actor of this process. It stays valid when the actor is gone: what is sent then, goes to
/// the dead letters.</summary>
public class LocalActorRef : InternalActorRefBase, ILocalRef
{
    internal LocalActorRef(
        ActorSystemImpl system,
        Props props,
        MessageDispatcher dispatcher,
        MailboxType mailboxType,
        IInternalActorRef supervisor,
        ActorPath path)
    {
        Path = path;
        Cell = new ActorCell(system, this, props, dispatcher, supervisor);
        Cell.Init(mailboxType);
    }

    public override ActorPath Path { get; }

    public override IInternalActorRef Parent => Cell.ParentRef;

    public override IActorRefProvider Provider => Cell.SystemImpl.Provider;

    public override bool IsTerminated => Cell.IsTerminated;

    public override bool IsLocal => true;

    internal ActorCell Cell { get; }

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef current = this;
        for (var i = 0; i < name.Count; i++)
        {
            if (current is not LocalActorRef local)
                return current.GetChild(name.Skip(i).ToList());
            current = local.Step(name[i]);
        }
        return current;
    }

    public override void Start() => Cell.Start();

    public override void Suspend() => SendSystemMessage(new Suspend());

    public override void Resume(Exception? causedByFailure = null) => SendSystemMessage(new Resume(causedByFailure));

    public override void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    public override void Stop() => SendSystemMessage(new Terminate());

    public override void SendSystemMessage(ISystemMessage message) => Cell.Mailbox.Post(message);

    protected override void TellInternal(object message, IActorRef? sender) =>
        Cell.Mailbox.Post(new Envelope(message, sender));

    /// <summary>The child of that name that is not made through ActorOf, or null.</summary>
    internal virtual IInternalActorRef? ExtraChild(string name) => null;

    private IInternalActorRef Step(string name) => name switch
    {
        "" => this,
        ".." => Parent,
        _ => ExtraChild(name) ?? Cell.GetSingleChild(name),
    };
}
