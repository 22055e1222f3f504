using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Actor lifecycle", "Props", "Actor references, paths and addresses".
public sealed class LifecycleTests : TestKit
{
    [Fact]
    public void Actor_StartedAndStopped_CallsHooksInOrder()
    {
        var actor = ActorOf(() => new Hooked(TestActor, "a"));
        actor.Tell("x");
        actor.Tell(PoisonPill.Instance);

        ExpectMsg("a PreStart");
        ExpectMsg("a got x");
        ExpectMsg("a PostStop");
    }

    [Fact]
    public void Actor_Restarted_CallsHooksOnOldAndNewInstance()
    {
        var actor = ActorOf(() => new Hooked(TestActor, "a"));
        ExpectMsg("a PreStart");

        EventFilter.Exception<InvalidOperationException>("boom").ExpectOne(() => actor.Tell(new Boom()));
        actor.Tell("x");

        ExpectMsg("a PreRestart boom at Boom");
        ExpectMsg("a PostStop");
        ExpectMsg("a PostRestart boom");
        ExpectMsg("a PreStart");
        ExpectMsg("a got x");
    }

    [Fact]
    public void Actor_Restarted_KeepsReferenceAndMailboxLosesState()
    {
        var actor = ActorOf(() => new Counter());
        actor.Tell(1);
        actor.Tell(2);

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell(new Boom()));
        actor.Tell(4);
        actor.Tell("sum");

        ExpectMsg(4);
    }

    [Fact]
    public void Children_ParentStopped_StopFirst()
    {
        var parent = ActorOf(() => new Parent(TestActor));
        parent.Tell("child");
        ExpectMsg("child PreStart");

        Sys.Stop(parent);

        ExpectMsg("child PostStop");
        ExpectMsg("parent PostStop");
    }

    [Fact]
    public void Child_Stopped_NameCanBeUsedAgain()
    {
        var parent = ActorOf(() => new Parent(TestActor));
        parent.Tell("child");
        ExpectMsg("child PreStart");

        parent.Tell("stop and make again");

        ExpectMsg("child PostStop");
        ExpectMsg("child PreStart");
    }

    [Fact]
    public void Name_Taken_Throws()
    {
        ActorOf(() => new Counter(), "same");

        var error = Assert.Throws<InvalidActorNameException>(() => ActorOf(() => new Counter(), "same"));

        Assert.Contains("'same' is not unique", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a#1")]
    public void Name_NotValid_Throws(string name) =>
        Assert.Throws<InvalidActorNameException>(() => ActorOf(() => new Counter(), name));

    [Fact]
    public void Name_NotGiven_IsMadeUp()
    {
        var first = ActorOf(() => new Counter());
        var second = ActorOf(() => new Counter());

        Assert.Matches(@"^\$[a-zA-Z0-9+~]+$", first.Path.Name);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Props_Expression_EvaluatesArgumentsOnce()
    {
        var calls = 0;
        var props = Props.Create(() => new Hooked(TestActor, "n" + Interlocked.Increment(ref calls)));

        Sys.ActorOf(props);
        Sys.ActorOf(props);

        ExpectMsg("n1 PreStart");
        ExpectMsg("n1 PreStart");
        Assert.Equal(typeof(Hooked), props.Type);
    }

    [Fact]
    public void Props_TypeAndArguments_MakesActor()
    {
        Sys.ActorOf(Props.Create<Hooked>(TestActor, "a"));
        Sys.ActorOf(Props.Create(typeof(Hooked), TestActor, "b"));

        ExpectMsgAllOf("a PreStart", "b PreStart");
    }

    [Fact]
    public void Props_NotANewExpression_Throws() =>
        Assert.Throws<ArgumentException>(() => Props.Create(() => MakeHooked()));

    [Fact]
    public void Props_WrongArguments_FailsTheStart()
    {
        EventFilter.Exception<ActorInitializationException>().ExpectOne(
            () => Watch(Sys.ActorOf(Props.Create<Hooked>("wrong"))));

        ExpectMsg<Terminated>();
    }

    [Fact]
    public void Producer_Given_MakesAndReleasesActors()
    {
        var actor = Sys.ActorOf(Props.CreateBy(new Producer(TestActor)));
        ExpectMsg("produced");
        ExpectMsg("p PreStart");

        Sys.Stop(actor);

        ExpectMsg("p PostStop");
        ExpectMsg("released");
    }

    [Fact]
    public void Kill_Sent_StopsWithDefaultStrategy()
    {
        var actor = Watch(ActorOf(() => new Counter()));

        EventFilter.Exception<ActorKilledException>().ExpectOne(() => actor.Tell(Kill.Instance));

        ExpectTerminated(actor);
    }

    [Fact]
    public void PoisonPill_BehindMessages_LetsThemBeHandled()
    {
        var actor = Watch(ActorOf(() => new Counter()));

        actor.Tell(1);
        actor.Tell("sum");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("sum");

        ExpectMsg(1);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Message_ToStoppedActor_GoesToDeadLetters()
    {
        var actor = Watch(ActorOf(() => new Counter()));
        Sys.Stop(actor);
        ExpectTerminated(actor);

        EventFilter.DeadLetter<string>(s => s == "late").ExpectOne(() => actor.Tell("late"));
    }

    private static Hooked MakeHooked() => throw new InvalidOperationException("never called");

    private sealed record Boom;

    private sealed class Hooked : ReceiveActor
    {
        private readonly IActorRef _to;
        private readonly string _name;

        public Hooked(IActorRef to, string name)
        {
            (_to, _name) = (to, name);
            Receive<Boom>(_ => throw new InvalidOperationException("boom"));
            Receive<string>(s => to.Tell($"{name} got {s}"));
        }

        protected override void PreStart() => _to.Tell($"{_name} PreStart");

        protected override void PostStop() => _to.Tell($"{_name} PostStop");

        protected override void PreRestart(Exception reason, object message)
        {
            _to.Tell($"{_name} PreRestart {reason.Message} at {message.GetType().Name}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _to.Tell($"{_name} PostRestart {reason.Message}");
            base.PostRestart(reason);
        }
    }

    private sealed class Counter : ReceiveActor
    {
        private int _sum;

        public Counter()
        {
            Receive<int>(i => _sum += i);
            Receive<Boom>(_ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell(_sum));
        }
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly IActorRef _to;

        public Parent(IActorRef to)
        {
            _to = to;
            Receive<string>(s => s == "child", _ => MakeChild());
            Receive<string>(_ =>
            {
                var child = Context.Watch(Context.Child("child"));
                Context.Stop(child);
            });
            Receive<Terminated>(_ => MakeChild());
        }

        protected override void PostStop() => _to.Tell("parent PostStop");

        private void MakeChild() => Context.ActorOf(Props.Create(() => new Hooked(_to, "child")), "child");
    }

    private sealed class Producer(IActorRef to) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Hooked);

        public ActorBase Produce()
        {
            to.Tell("produced");
            return new Hooked(to, "p");
        }

        public void Release(ActorBase actor) => to.Tell("released");
    }
}
