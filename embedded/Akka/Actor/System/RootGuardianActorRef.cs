using System.Collections.Concurrent;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>The root: besides the guardians, children that are no actors hang here (temp, deadLetters).</summary>
internal sealed class RootGuardianActorRef(
    ActorSystemImpl system,
    Props props,
    MessageDispatcher dispatcher,
    MailboxType mailboxType,
    IInternalActorRef supervisor,
    ActorPath path)
    : LocalActorRef(system, props, dispatcher, mailboxType, supervisor, path)
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _extra = new();

    public override IInternalActorRef Parent => this;

    public void AddExtraChild(string name, IInternalActorRef child) => _extra[name] = child;

    internal override IInternalActorRef? ExtraChild(string name) => _extra.GetValueOrDefault(name);
}
