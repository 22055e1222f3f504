using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Timers, scheduled messages", "Receive timeout" and "Scheduler", on virtual time.
public sealed class TimerTests()
    : TestKit("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void SingleTimer_TimePasses_FiresOnce()
    {
        var actor = Timed();
        Do(actor, timers => timers.StartSingleTimer("key", "tick", Second));

        Clock.Advance(Second * 0.9);
        ExpectNoMsg(TimeSpan.Zero);
        Clock.Advance(Second);

        ExpectMsg("tick");
        Do(actor, timers => Assert.False(timers.IsTimerActive("key")));
        Clock.Advance(Second * 10);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void PeriodicTimer_TimePasses_FiresEachInterval()
    {
        var actor = Timed();
        Do(actor, timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.Zero, Second));

        Clock.Advance(Second * 3);

        Assert.Equal(["tick", "tick", "tick", "tick"], ReceiveN(4));
        Do(actor, timers => Assert.True(timers.IsTimerActive("key")));
    }

    [Fact]
    public void Timer_Cancelled_DoesNotFire()
    {
        var actor = Timed();
        Do(actor, timers =>
        {
            timers.StartPeriodicTimer("a", "a", Second);
            timers.StartSingleTimer("b", "b", Second);
            timers.Cancel("a");
        });

        Clock.Advance(Second * 2);

        ExpectMsg("b");
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Timer_ReplacedWhileTickIsInMailbox_OldTickIsDropped()
    {
        var actor = Timed();
        Do(actor, timers =>
        {
            timers.StartSingleTimer("key", "old", Second);
            Clock.Advance(Second); // the tick is in the mailbox, behind what runs now
            timers.StartSingleTimer("key", "new", Second);
        });

        Clock.Advance(Second);

        ExpectMsg("new");
    }

    [Fact]
    public void Timers_ActorRestarted_AreCancelled()
    {
        var actor = Timed();
        Do(actor, timers => timers.StartSingleTimer("key", "tick", Second));

        EventFilter.Exception<InvalidOperationException>().ExpectOne(
            () => actor.Tell(new Action<ITimerScheduler>(_ => throw new InvalidOperationException("boom"))));
        Clock.Advance(Second);

        Do(actor, timers => Assert.Empty(timers.ActiveTimers));
    }

    [Fact]
    public void Timers_ActorStopped_AreCancelled()
    {
        var actor = Timed();
        Do(actor, timers => timers.StartPeriodicTimer("key", "tick", Second));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        EventFilter.DeadLetter().Expect(0, () => Clock.Advance(Second * 5));
    }

    [Fact]
    public void ReceiveTimeout_NothingComes_IsSentAgainAndAgain()
    {
        var actor = ActorOf(() => new TimingOut(TestActor, Second));
        actor.Tell("hello");
        ExpectMsg("hello");

        Clock.Advance(Second);
        ExpectMsg("timeout");
        actor.Tell("sync");
        ExpectMsg("sync");
        Clock.Advance(Second);

        ExpectMsg("timeout");
    }

    [Fact]
    public void ReceiveTimeout_MessageComes_IsPutOff()
    {
        var actor = ActorOf(() => new TimingOut(TestActor, Second));
        actor.Tell("one");
        ExpectMsg("one");

        Clock.Advance(Second * 0.9);
        actor.Tell("two");
        ExpectMsg("two");
        AwaitArmed(actor);
        Clock.Advance(Second * 0.9);
        ExpectNoMsg(TimeSpan.Zero);
        Clock.Advance(Second * 0.1);

        ExpectMsg("timeout");
    }

    [Fact]
    public void ReceiveTimeout_UninfluencingMessage_IsNotPutOff()
    {
        var actor = ActorOf(() => new TimingOut(TestActor, Second));
        actor.Tell("one");
        ExpectMsg("one");
        AwaitArmed(actor);
        Clock.Advance(Second * 0.9);

        actor.Tell(new Whisper());
        ExpectMsg<Whisper>();
        Clock.Advance(Second * 0.1);

        ExpectMsg("timeout");
    }

    [Fact]
    public void ReceiveTimeout_SwitchedOff_DoesNotCome()
    {
        var actor = ActorOf(() => new TimingOut(TestActor, Second));

        actor.Tell("off");
        ExpectMsg("off");
        Clock.Advance(Second * 5);
        actor.Tell("sync");

        ExpectMsg("sync");
    }

    [Fact]
    public void Scheduler_TellOnceAndRepeatedly_KeepOrderOfTime()
    {
        var scheduler = Sys.Scheduler;
        scheduler.ScheduleTellOnce(Second * 2, TestActor, "late", ActorRefs.NoSender);
        scheduler.ScheduleTellOnce(Second, TestActor, "early", TestActor);
        var repeated = scheduler.ScheduleTellRepeatedlyCancelable(Second * 1.5, Second, TestActor, "again", TestActor);

        Clock.Advance(Second * 2.5);
        repeated.Cancel();
        Clock.Advance(Second * 5);

        Assert.Equal(["early", "again", "late", "again"], ReceiveN(4));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Scheduler_ActionThrows_IsLoggedAndGoesOn()
    {
        var runs = 0;
        Sys.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.Zero, Second, () =>
        {
            runs++;
            throw new InvalidOperationException("in action");
        });

        EventFilter.Exception<InvalidOperationException>("in action").Expect(3, () => Clock.Advance(Second * 2));

        Assert.Equal(3, runs);
    }

    [Fact]
    public void Scheduler_WrongDelay_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Sys.Scheduler.ScheduleTellOnce(-Second, TestActor, "x", TestActor));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Sys.Scheduler.ScheduleTellRepeatedly(Second, TimeSpan.Zero, TestActor, "x", TestActor));
    }

    private IActorRef Timed() => ActorOf(() => new TimedActor(TestActor));

    /// <summary>Runs something in the actor and comes back when it is done.</summary>
    private void Do(IActorRef actor, Action<ITimerScheduler> action)
    {
        actor.Tell(action);
        ExpectMsg("did");
    }

    /// <summary>The timeout is armed after the handler: a second message shows that the first is through.</summary>
    private void AwaitArmed(IActorRef actor)
    {
        actor.Tell(new Whisper());
        ExpectMsg<Whisper>();
    }

    private sealed record Whisper : INotInfluenceReceiveTimeout;

    private sealed class TimedActor : ReceiveActor, IWithTimers
    {
        public TimedActor(IActorRef to)
        {
            Receive<Action<ITimerScheduler>>(action =>
            {
                action(Timers);
                to.Tell("did");
            });
            Receive<string>(to.Tell);
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class TimingOut : ReceiveActor
    {
        public TimingOut(IActorRef to, TimeSpan timeout)
        {
            Context.SetReceiveTimeout(timeout);
            Receive<ReceiveTimeout>(_ => to.Tell("timeout"));
            Receive<string>(s =>
            {
                if (s == "off")
                    Context.SetReceiveTimeout(null);
                to.Tell(s);
            });
            Receive<Whisper>(to.Tell);
        }
    }
}
