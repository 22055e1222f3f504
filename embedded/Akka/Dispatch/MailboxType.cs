using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes message queues; named by <c>mailbox-type</c> in the configuration.</summary>
public abstract class MailboxType(Settings settings, Config config)
{
    protected Settings Settings { get; } = settings;

    protected Config Config { get; } = config;

    /// <summary>How many messages an actor may stash; not positive for any number.</summary>
    internal int StashCapacity { get; } = config.GetInt("stash-capacity", -1);

    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}
