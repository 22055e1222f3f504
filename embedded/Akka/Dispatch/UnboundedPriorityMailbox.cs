using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Lower numbers first; messages of one priority in the order they came.</summary>
public abstract class UnboundedPriorityMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Queue(PriorityGenerator);

    protected abstract int PriorityGenerator(object message);

    private sealed class Queue(Func<object, int> priority) : IMessageQueue
    {
        private readonly PriorityQueue<Envelope, (int Priority, long Order)> _queue = new();
        private long _order;

        public bool HasMessages
        {
            get
            {
                lock (_queue)
                    return _queue.Count > 0;
            }
        }

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            var rank = priority(envelope.Message);
            lock (_queue)
                _queue.Enqueue(envelope, (rank, _order++));
        }

        public bool TryDequeue(out Envelope envelope)
        {
            lock (_queue)
                return _queue.TryDequeue(out envelope, out _);
        }
    }
}

/// <summary>The same: order within a priority is kept by both.</summary>
public abstract class UnboundedStablePriorityMailbox(Settings settings, Config config)
    : UnboundedPriorityMailbox(settings, config);
