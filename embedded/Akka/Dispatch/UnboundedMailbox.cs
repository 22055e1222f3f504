using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The default: first in, first out, without a limit.</summary>
public class UnboundedMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Queue();

    internal sealed class Queue : IMessageQueue
    {
        private readonly MpscQueue<Envelope> _queue = new();

        public bool HasMessages => _queue.HasItems;

        public void Enqueue(IActorRef receiver, Envelope envelope) => _queue.Enqueue(envelope);

        public bool TryDequeue(out Envelope envelope) => _queue.TryDequeue(out envelope);
    }
}

/// <summary>The same: every mailbox here can put stashed messages back to its front.</summary>
public sealed class UnboundedDequeBasedMailbox(Settings settings, Config config) : UnboundedMailbox(settings, config);
