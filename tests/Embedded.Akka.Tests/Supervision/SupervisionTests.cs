using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Supervision;

// Akka.NET: "Supervision" and "Fault tolerance".
public sealed class SupervisionTests : TestKit
{
    [Fact]
    public void Resume_Failure_KeepsStateAndLosesMessage()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Resume));
        child.Tell(1);

        EventFilter.Warning("boom").ExpectOne(() => child.Tell(new Boom()));
        child.Tell(2);
        child.Tell("sum");

        ExpectMsg(3);
    }

    [Fact]
    public void Restart_Failure_BeginsAnew()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Restart));
        child.Tell(1);

        Fail(child);
        child.Tell(2);
        child.Tell("sum");

        ExpectMsg("restarted");
        ExpectMsg(2);
    }

    [Fact]
    public void Stop_Failure_EndsTheChild()
    {
        var child = Watch(Child(new OneForOneStrategy(_ => Directive.Stop)));

        Fail(child);

        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_Failure_FailsTheParent()
    {
        var grandparent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor));
        grandparent.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate), TestActor)));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Worker(TestActor)));
        var child = Watch(ExpectMsg<IActorRef>());

        Fail(child);

        ExpectTerminated(child); // the parent's restart stops its children
        parent.Tell(Props.Create(() => new Worker(TestActor)));
        ExpectMsg<IActorRef>(); // and the parent lives
    }

    [Fact]
    public void Escalate_ResumedAbove_ResumesTheChild()
    {
        var grandparent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Resume), TestActor));
        grandparent.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate), TestActor)));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Worker(TestActor)));
        var child = ExpectMsg<IActorRef>();
        child.Tell(1);

        EventFilter.Warning("boom").ExpectOne(() => child.Tell(new Boom()));
        child.Tell("sum");

        ExpectMsg(1);
        EventFilter.Warning("boom").ExpectOne(() => child.Tell(new Boom())); // and once more
        child.Tell("sum");
        ExpectMsg(1);
    }

    [Fact]
    public void AllForOne_OneFails_RestartsAll()
    {
        var parent = ActorOf(() => new Parent(new AllForOneStrategy(_ => Directive.Restart), TestActor));
        var children = Enumerable.Range(0, 3).Select(_ => ChildOf(parent)).ToList();
        children.ForEach(child => child.Tell(1));
        children.ForEach(child => child.Tell("sum"));
        ExpectMsgAllOf(1, 1, 1); // none has it still in its mailbox, where a restart would leave it

        Fail(children[1]);

        ExpectMsgAllOf("restarted", "restarted", "restarted");
        children.ForEach(child => child.Tell("sum"));
        ExpectMsgAllOf(0, 0, 0);
    }

    [Fact]
    public void AllForOne_Stop_StopsAll()
    {
        var parent = ActorOf(() => new Parent(new AllForOneStrategy(_ => Directive.Stop), TestActor));
        var children = Enumerable.Range(0, 3).Select(_ => Watch(ChildOf(parent))).ToList();

        Fail(children[0]);

        var gone = ReceiveN(3).Cast<Terminated>().Select(t => t.ActorRef);
        Assert.Equal(children.ToHashSet(), gone.ToHashSet());
    }

    [Fact]
    public void OneForOne_OneFails_LeavesTheOthers()
    {
        var parent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor));
        var (first, second) = (ChildOf(parent), ChildOf(parent));
        second.Tell(1);

        Fail(first);

        ExpectMsg("restarted");
        second.Tell("sum");
        ExpectMsg(1);
    }

    [Fact]
    public void Retries_UsedUp_StopsTheChild()
    {
        var child = Watch(Child(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart)));

        Fail(child);
        ExpectMsg("restarted");
        Fail(child);
        ExpectMsg("restarted");
        Fail(child);

        ExpectTerminated(child);
    }

    [Fact]
    public void Retries_Zero_StopsAtFirstFailure()
    {
        var child = Watch(Child(new OneForOneStrategy(0, TimeSpan.FromMinutes(1), _ => Directive.Restart)));

        Fail(child);

        ExpectTerminated(child);
    }

    [Theory]
    [InlineData(-1, -1, 100)]
    [InlineData(3, -1, 3)]
    [InlineData(3, 60_000, 3)]
    [InlineData(-1, 60_000, 1)]
    public void Permission_WithinWindow_IsGivenThatOften(int retries, int window, int expected)
    {
        var stats = new ChildRestartStats((IInternalActorRef)TestActor);

        var given = Enumerable.Range(0, 100).Count(_ => stats.RequestRestartPermission(retries, window));

        Assert.Equal(expected, given);
    }

    [Fact]
    public void Permission_WindowOver_IsGivenAgain()
    {
        var stats = new ChildRestartStats((IInternalActorRef)TestActor);
        Assert.True(stats.RequestRestartPermission(1, 60_000));
        Assert.False(stats.RequestRestartPermission(1, 60_000));

        AwaitCondition(() => stats.RequestRestartPermission(1, 1)); // as soon as a millisecond has passed
    }

    [Fact]
    public void Decider_ByType_TakesTheFirstThatFits()
    {
        var decider = Decider.From(
            Directive.Escalate,
            Directive.Resume.When<ArgumentNullException>(),
            Directive.Stop.When<ArgumentException>());

        Assert.Equal(Directive.Resume, decider.Decide(new ArgumentNullException()));
        Assert.Equal(Directive.Stop, decider.Decide(new ArgumentException("x")));
        Assert.Equal(Directive.Escalate, decider.Decide(new InvalidOperationException()));
    }

    [Fact]
    public void Default_StartFails_StopsTheChild()
    {
        var parent = ActorOf(() => new Parent(SupervisorStrategy.DefaultStrategy, TestActor));

        EventFilter.Exception<ActorInitializationException>().ExpectOne(
            () => parent.Tell(Props.Create(() => new FailsToStart())));

        ExpectTerminated(Watch(ExpectMsg<IActorRef>()));
    }

    [Fact]
    public void Restart_StartFailed_TriesAgain()
    {
        var attempts = new Attempts();
        var parent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor));

        EventFilter.Exception<ActorInitializationException>().Expect(2, () =>
            parent.Tell(Props.Create(() => new StartsAtThird(attempts))));

        ExpectMsg<IActorRef>().Tell("sum");
        ExpectMsg(3);
    }

    [Fact]
    public void PostRestart_Fails_IsTheParentsAgain()
    {
        var child = Watch(Child(
            new OneForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart),
            Props.Create(() => new FailsToRestart())));

        EventFilter.Exception<PostRestartException>().ExpectOne(() => Fail(child));

        ExpectTerminated(child);
    }

    [Fact]
    public void PreRestart_Fails_IsLoggedAndTheRestartGoesOn()
    {
        var child = Child(
            new OneForOneStrategy(_ => Directive.Restart), Props.Create(() => new FailsInPreRestart()));

        EventFilter.Exception<PreRestartException>().ExpectOne(() => Fail(child));
        child.Tell("x");

        ExpectMsg("alive");
    }

    [Fact]
    public void PostStop_Fails_IsLoggedAndTheActorIsGone()
    {
        var actor = Watch(ActorOf(() => new FailsInPostStop()));

        EventFilter.Exception<InvalidOperationException>("post stop").ExpectOne(() => Sys.Stop(actor));

        ExpectTerminated(actor);
    }

    [Fact]
    public void Decider_Throws_IsTheParentsFailure()
    {
        var strategy = new OneForOneStrategy(_ => throw new NotSupportedException("undecided"));
        var parent = ActorOf(() => new Parent(strategy, TestActor));
        var child = Watch(ChildOf(parent));

        EventFilter.Exception<NotSupportedException>("undecided").ExpectOne(() => child.Tell(new Boom()));

        ExpectTerminated(child); // the restart of the parent stops it
    }

    [Fact]
    public void Messages_DuringRestart_AreHandledAfterwardsInOrder()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Restart));

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() =>
        {
            child.Tell(new Boom());
            for (var i = 1; i <= 100; i++)
                child.Tell(i);
            child.Tell("sum");
        });

        ExpectMsg("restarted");
        ExpectMsg(5050);
    }

    [Fact]
    public void Props_WithStrategy_OverridesTheActors()
    {
        var props = Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor))
            .WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy);
        var child = Watch(ChildOf(ActorOf(props)));

        Fail(child);

        ExpectTerminated(child);
    }

    private void Fail(IActorRef child) =>
        EventFilter.Error("boom").ExpectOne(() => child.Tell(new Boom()));

    private IActorRef Child(SupervisorStrategy strategy, Props? props = null) =>
        ChildOf(ActorOf(() => new Parent(strategy, TestActor)), props);

    private IActorRef ChildOf(IActorRef parent, Props? props = null)
    {
        parent.Tell(props ?? Props.Create(() => new Worker(TestActor)));
        return ExpectMsg<IActorRef>();
    }

    private sealed record Boom;

    private sealed class Parent : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Parent(SupervisorStrategy strategy, IActorRef to)
        {
            _strategy = strategy;
            Receive<Props>(props => to.Tell(Context.ActorOf(props)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    private sealed class Worker : ReceiveActor
    {
        private readonly IActorRef _to;
        private int _sum;

        public Worker(IActorRef to)
        {
            _to = to;
            Receive<int>(i => _sum += i);
            Receive<string>(_ => to.Tell(_sum));
            Receive<Boom>(_ => throw new InvalidOperationException("boom"));
        }

        protected override void PostRestart(Exception reason) => _to.Tell("restarted");
    }

    private sealed class FailsToStart : ReceiveActor
    {
        protected override void PreStart() => throw new InvalidOperationException("no start");
    }

    private sealed class Attempts
    {
        public int Count { get; set; }
    }

    private sealed class StartsAtThird : ReceiveActor
    {
        public StartsAtThird(Attempts attempts)
        {
            if (++attempts.Count < 3)
                throw new InvalidOperationException("not yet");
            Receive<string>(_ => Sender.Tell(attempts.Count));
        }
    }

    private sealed class FailsToRestart : ReceiveActor
    {
        public FailsToRestart() => Receive<Boom>(_ => throw new InvalidOperationException("boom"));

        protected override void PostRestart(Exception reason) => throw new InvalidOperationException("again");
    }

    private sealed class FailsInPreRestart : ReceiveActor
    {
        public FailsInPreRestart()
        {
            Receive<Boom>(_ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell("alive"));
        }

        protected override void PreRestart(Exception reason, object message) =>
            throw new InvalidOperationException("pre restart");
    }

    private sealed class FailsInPostStop : ReceiveActor
    {
        protected override void PostStop() => throw new InvalidOperationException("post stop");
    }
}
