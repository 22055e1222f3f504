using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>A system with an actor that collects messages, and ways to say what must come. What a test tells without
/// naming a sender has the test actor as its sender.</summary>
public abstract partial class TestKitBase
{
    private static int _probes;

    private readonly ITestKitAssertions _assertions;
    private readonly Channel<MessageEnvelope> _queue = Channel.CreateUnbounded<MessageEnvelope>();
    private MessageEnvelope? _last;

    protected TestKitBase(
        ITestKitAssertions assertions,
        ActorSystem? system = null,
        Config? config = null,
        string? actorSystemName = null,
        string? testActorName = null)
    {
        _assertions = assertions;
        Sys = system ?? ActorSystem.Create(actorSystemName ?? "test", config.SafeWithFallback(DefaultConfig));
        Sys.Settings.InjectTopLevelFallback(DefaultConfig);
        TestKitSettings = TestKitExtension.For(Sys);
        EventFilter = CreateEventFilter(Sys);
        TestActor = StartTestActor(testActorName);
        if (this is not TestProbe)
            ImplicitSender.Current = TestActor;
    }

    /// <summary>The test kit's reference.conf.</summary>
    public static Config DefaultConfig { get; } =
        ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.reference.conf");

    public ActorSystem Sys { get; }

    public TestKitSettings TestKitSettings { get; }

    public IActorRef TestActor { get; }

    /// <summary>Expects events in the log.</summary>
    public EventFilterFactory EventFilter { get; }

    public bool HasMessages => _queue.Reader.Count > 0;

    /// <summary>What was received last by an Expect or Receive method.</summary>
    public object? LastMessage => _last?.Message;

    /// <summary>Who sent it.</summary>
    public IActorRef LastSender => _last?.Sender ?? ActorRefs.NoSender;

    protected ITestKitAssertions Assertions => _assertions;

    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    public TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) =>
        new(system, _assertions, name);

    /// <summary>The test actor does not keep messages for which this is true.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new Akka.TestKit.TestActor.SetIgnore(shouldIgnoreMessage), ActorRefs.NoSender);

    public void IgnoreMessages<T>(Func<T, bool> shouldIgnoreMessage) =>
        IgnoreMessages(message => message is T typed && shouldIgnoreMessage(typed));

    public void IgnoreMessages<T>() => IgnoreMessages(message => message is T);

    public void IgnoreNoMessages() =>
        TestActor.Tell(new Akka.TestKit.TestActor.SetIgnore(null), ActorRefs.NoSender);

    public void SetAutoPilot(AutoPilot pilot) =>
        TestActor.Tell(new Akka.TestKit.TestActor.SetAutoPilot(pilot), ActorRefs.NoSender);

    /// <summary>The test actor watches: see ExpectTerminated.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        TestActor.Tell(new Akka.TestKit.TestActor.Watch(actorToWatch), ActorRefs.NoSender);
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TestActor.Tell(new Akka.TestKit.TestActor.Unwatch(actorToUnwatch), ActorRefs.NoSender);
        return actorToUnwatch;
    }

    public void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Ends a system and waits until it has.</summary>
    /// <exception cref="TimeoutException">It has not ended in time, and verifySystemShutdown is set.</exception>
    public virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        var time = duration ?? Dilated(TestKitSettings.DefaultTimeout);
        if (system.Terminate().Wait(time))
            return;
        var message = $"Actor system '{system.Name}' did not end within {time}";
        system.Log.Warning(message);
        if (verifySystemShutdown)
            throw new TimeoutException(message);
    }

    internal void AssertCount(int expected, int actual, Type what) => _assertions.AssertTrue(
        expected == actual, "Expected {0} events of type {1} that fit, got {2}", expected, what.Name, actual);

    private IActorRef StartTestActor(string? name)
    {
        var props = Props.Create(() => new TestActor(_queue.Writer))
            .WithDispatcher(Sys.Settings.Config.GetString("akka.test.test-actor.dispatcher"));
        name ??= $"testActor{Interlocked.Increment(ref _probes)}";
        return ((ExtendedActorSystem)Sys).SystemActorOf(props, name);
    }
}
