using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes message queues; named by <c>mailbox-type</c> in the configuration.</summary>
public abstract class MailboxType(Settings settings, Config config)
{
    protected Settings Settings { get; } = settings;

    protected Config Config { get; } = config;

    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}
