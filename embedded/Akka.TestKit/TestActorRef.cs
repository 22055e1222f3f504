using Akka.Actor;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Reference to an actor that handles a message before Tell comes back, whose instance can be seen.</summary>
public sealed class TestActorRef<TActor> : LocalActorRef
    where TActor : ActorBase
{
    private TestActorRef(
        ActorSystemImpl system,
        Props props,
        MessageDispatcher dispatcher,
        MailboxType mailboxType,
        IInternalActorRef supervisor,
        ActorPath path)
        : base(system, props, dispatcher, mailboxType, supervisor, path)
    {
    }

    /// <exception cref="InvalidOperationException">The actor is not running.</exception>
    public TActor UnderlyingActor => (TActor)(Cell.Actor ?? throw new InvalidOperationException(
        $"{this} has no actor now: it failed to start or is stopped"));

    /// <summary>Handles a message here and now; what the handler throws, is thrown to the test.</summary>
    public void Receive(object message, IActorRef? sender = null)
    {
        var before = ActorCell.Current;
        ActorCell.Current = Cell;
        try
        {
            Cell.Take(message, sender);
            Cell.ReceiveMessage(message);
        }
        finally
        {
            ActorCell.Current = before;
        }
    }

    internal static TestActorRef<TActor> Create(
        ActorSystemImpl system, Props props, IActorRef supervisor, string? name)
    {
        if (props.Dispatcher is null)
            props = props.WithDispatcher("akka.test.calling-thread-dispatcher");
        var parent = supervisor as LocalActorRef ?? throw new ArgumentException(
            $"{supervisor} is not an actor of this process, as the parent must be", nameof(supervisor));
        var dispatcher = system.Dispatchers.Lookup(props.Dispatcher!);
        var mailbox = system.Mailboxes.For(props, dispatcher.Configurator.Config);
        return (TestActorRef<TActor>)parent.Cell.AttachChild(props, false, name, path =>
            new TestActorRef<TActor>(system, props, dispatcher, mailbox, parent, path));
    }
}
