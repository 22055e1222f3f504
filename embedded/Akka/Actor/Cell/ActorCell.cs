using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What stays of an actor over its restarts: mailbox, children, behaviour, whom it watches.</summary>
internal sealed partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    internal static ActorCell? Current;

    private ActorBase? _actor;
    private Receive? _behavior;
    private Stack<Receive>? _behaviorsBelow;
    private IActorRef? _sender;
    private int _stashCapacity;

    public ActorCell(
        ActorSystemImpl system,
        IInternalActorRef self,
        Props props,
        MessageDispatcher dispatcher,
        IInternalActorRef parent)
    {
        SystemImpl = system;
        Self = self;
        Props = props;
        Dispatcher = dispatcher;
        ParentRef = parent;
    }

    public ActorSystemImpl SystemImpl { get; }

    public IInternalActorRef Self { get; }

    public Props Props { get; }

    public MessageDispatcher Dispatcher { get; }

    public IInternalActorRef ParentRef { get; }

    public Mailbox Mailbox { get; private set; } = null!;

    public ActorBase? Actor => _actor;

    public bool IsTerminated => Mailbox.IsClosed;

    /// <summary>What is being handled. After a failure it stays, for PreRestart.</summary>
    public object? CurrentMessage { get; private set; }

    /// <summary>Which delivery that is, for one instance may be sent many times.</summary>
    public long Delivery { get; private set; }

    public IActorRef Sender => _sender ?? SystemImpl.DeadLetters;

    public ActorSystem System => SystemImpl;

    public IActorRef Parent => ParentRef;

    IActorRef IActorContext.Self => Self;

    public static IActorRef? GetCurrentSelfOrNoSender() => Current?.Self ?? ImplicitSender.Current;

    public static IActorRef? GetCurrentSenderOrNoSender() => Current?.Sender;

    public void Init(MailboxType mailboxType)
    {
        _stashCapacity = mailboxType.StashCapacity;
        Mailbox = new Mailbox(this, Dispatcher, mailboxType.Create(Self, System));
        Mailbox.Prepare(new Dispatch.SysMsg.Create());
    }

    public void Start() => Mailbox.Schedule();

    public void Invoke(in Envelope envelope)
    {
        Take(envelope.Message, envelope.Sender);
        try
        {
            Handle(envelope.Message);
            CurrentMessage = null;
        }
        catch (Exception e)
        {
            HandleFailure(e);
        }
        if (_receiveTimeout is not null)
            RearmReceiveTimeout(envelope.Message);
    }

    public void SystemInvoke(ISystemMessage message)
    {
        try
        {
            HandleSystem(message);
        }
        catch (Exception e)
        {
            HandleFailure(e);
        }
    }

    /// <summary>Something that comes when the actor is gone. Handlers cut off half-way still clean up.</summary>
    public void AfterDeath(ISystemMessage message)
    {
        if (message is Continuation continuation)
            continuation.RunOutside();
        else
            SystemImpl.DeadLetters.Tell(new DeadLetter(message, Self, Self));
    }

    public void ToDeadLetters(Envelope envelope)
    {
        var letter = AllDeadLetters.For(envelope.Message, envelope.Sender ?? SystemImpl.DeadLetters, Self);
        SystemImpl.DeadLetters.Tell(letter, envelope.Sender);
    }

    /// <summary>The constructor of a new instance has begun.</summary>
    public void Begin(ActorBase constructed, Receive receive)
    {
        _constructed = constructed;
        _behavior = receive;
        _behaviorsBelow = null;
    }

    public void Become(Receive receive) => _behavior = receive;

    public void Become(UntypedReceive receive) => Become(Always(receive));

    public void BecomeStacked(Receive receive)
    {
        (_behaviorsBelow ??= new Stack<Receive>()).Push(_behavior!);
        _behavior = receive;
    }

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Always(receive));

    public void UnbecomeStacked()
    {
        if (_behaviorsBelow is { Count: > 0 } below)
            _behavior = below.Pop();
    }

    /// <summary>From now on this message is the one being handled.</summary>
    internal void Take(object message, IActorRef? sender)
    {
        Delivery++;
        Continue(message, sender);
    }

    /// <summary>Part of an asynchronous handler runs now: its message is the one being handled.</summary>
    internal void Continue(object? message, IActorRef? sender)
    {
        CurrentMessage = message;
        _sender = sender;
    }

    /// <summary>An asynchronous handler is done.</summary>
    internal void EndAsync()
    {
        Mailbox.Resume();
        RearmReceiveTimeout(CurrentMessage);
    }

    internal void ReceiveMessage(object message) => _actor!.AroundReceive(_behavior!, message);

    private static Receive Always(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void Handle(object message)
    {
        switch (message)
        {
            case IAutoReceivedMessage auto:
                HandleAuto(auto);
                break;
            case TimerScheduler.Tick tick:
                if (_timers?.Take(tick) is { } due)
                    Handle(due);
                break;
            default:
                ReceiveMessage(message);
                break;
        }
    }

    private void HandleAuto(IAutoReceivedMessage message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case AddressTerminated gone:
                HandleAddressTerminated(gone.Address);
                break;
            case PoisonPill:
                Self.Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
            case ActorSelectionMessage selection:
                Akka.Actor.ActorSelection.Deliver(Self, Sender, selection);
                break;
            default:
                ReceiveMessage(message);
                break;
        }
    }

    private void HandleSystem(ISystemMessage message)
    {
        switch (message)
        {
            case Dispatch.SysMsg.Create:
                Create();
                break;
            case Watch watch:
                AddWatcher(watch);
                break;
            case Unwatch unwatch:
                RemoveWatcher(unwatch);
                break;
            case DeathWatchNotification gone:
                WatchedTerminated(gone);
                break;
            case Failed failed:
                SuperviseFailure(failed);
                break;
            case Continuation continuation:
                continuation.Run();
                break;
            case Suspend:
                FaultSuspend();
                break;
            case Resume resume:
                FaultResume(resume.CausedByFailure);
                break;
            case Recreate recreate:
                FaultRestart(recreate.Cause);
                break;
            case Dispatch.SysMsg.Terminate:
                Terminate();
                break;
            default:
                throw new NotSupportedException($"System message {message} is not known");
        }
    }

    private void Publish(LogEvent e) => SystemImpl.EventStream.Publish(e);
}
