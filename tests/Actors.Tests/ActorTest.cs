using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Tests;

/// <summary>An actor system with virtual time; a message that no state handles fails the test.</summary>
public abstract class ActorTest : TestKit
{
    /// <summary>The time-out of a repetition in all tests.</summary>
    protected static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(10);

    private const string VirtualTime = """
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.stdout-loglevel = OFF
        akka.loglevel = OFF
        akka.test.single-expect-default = 20s # only a failing test waits so long
        """;

    private readonly TestProbe _unhandled;
    private readonly TestProbe _settler;

    /// <param name="config">Beside what every test needs.</param>
    protected ActorTest(string config = "")
        : base(ConfigurationFactory.ParseString(config + "\n" + VirtualTime).WithFallback(ProductConfig()), "tests")
    {
        _unhandled = CreateTestProbe("unhandled");
        _settler = CreateTestProbe("settler");
        Sys.EventStream.Subscribe(_unhandled.Ref, typeof(UnhandledMessage));
    }

    protected TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    protected static CheckpointPlace After(int epoch) => CheckpointPlace.AfterEpoch(epoch);

    /// <summary>What src/Actors brings for Akka.</summary>
    internal static Config ProductConfig()
    {
        using var resource = typeof(IWireMessage).Assembly.GetManifestResourceStream("reference.conf")!;
        using var reader = new StreamReader(resource);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }

    /// <summary>Starts an actor whose messages to its parent come to a probe.</summary>
    private protected IActorRef StartChildOf(TestProbe parent, Props child, Directive directive = Directive.Stop)
    {
        Sys.ActorOf(Props.Create(() => new Guardian(parent.Ref, child, directive)));
        return parent.ExpectMsg<Guardian.Started>().Child;
    }

    /// <summary>Returns when the actor has handled all that it was told before.</summary>
    protected void Settle(IActorRef actor)
    {
        actor.Tell(new Identify(actor), _settler.Ref);
        _settler.ExpectMsg<ActorIdentity>(identity => Assert.Equal(actor, identity.MessageId));
    }

    /// <summary>Lets time pass for an actor that has handled all it was told, and handles what falls due.</summary>
    protected void Pass(TimeSpan time, IActorRef actor)
    {
        Settle(actor);
        Clock.Advance(time);
        Settle(actor);
    }

    /// <summary>The actor has handled all that it was told, and has sent this probe nothing.</summary>
    protected void ExpectSilence(TestProbe probe, IActorRef actor)
    {
        Settle(actor);
        probe.ExpectNoMsg(TimeSpan.Zero);
    }

    protected override void AfterAll()
    {
        try
        {
            _unhandled.ExpectNoMsg(TimeSpan.Zero);
        }
        finally
        {
            base.AfterAll();
        }
    }
}
