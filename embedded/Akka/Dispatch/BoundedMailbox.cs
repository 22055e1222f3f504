using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>First in, first out, up to <c>mailbox-capacity</c>. Who sends to a full one waits for
/// <c>mailbox-push-timeout-time</c>; then the message goes to the dead letters.</summary>
public class BoundedMailbox : MailboxType
{
    private readonly int _capacity;
    private readonly TimeSpan _pushTimeout;

    /// <exception cref="ConfigurationException">The capacity is not positive.</exception>
    public BoundedMailbox(Settings settings, Config config)
        : base(settings, config)
    {
        _capacity = config.GetInt("mailbox-capacity");
        _pushTimeout = config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.Zero);
        if (_capacity <= 0)
            throw new ConfigurationException($"mailbox-capacity is {_capacity}; a bounded mailbox needs 1 or more");
    }

    public override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new Queue(_capacity, _pushTimeout, system);

    private sealed class Queue(int capacity, TimeSpan pushTimeout, ActorSystem system) : IMessageQueue
    {
        private readonly MpscQueue<Envelope> _queue = new();
        private readonly SemaphoreSlim _free = new(capacity);

        public bool HasMessages => _queue.HasItems;

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            if (_free.Wait(pushTimeout))
                _queue.Enqueue(envelope);
            else
                system.DeadLetters.Tell(
                    new DeadLetter(envelope.Message, envelope.Sender ?? system.DeadLetters, receiver), envelope.Sender);
        }

        public bool TryDequeue(out Envelope envelope)
        {
            var taken = _queue.TryDequeue(out envelope);
            if (taken)
                _free.Release();
            return taken;
        }
    }
}

/// <summary>The same: every mailbox here can put stashed messages back to its front, for which the limit does not
/// count.</summary>
public sealed class BoundedDequeBasedMailbox(Settings settings, Config config) : BoundedMailbox(settings, config);
