using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "ReceiveActor API" and "UntypedActor API".
public sealed class ReceiveActorTests : TestKit
{
    [Fact]
    public void Handlers_SeveralFit_FirstDeclaredHandles()
    {
        var actor = ActorOf(() => new Choosing());

        actor.Tell(5);
        actor.Tell(50);
        actor.Tell("text");
        actor.Tell('c');
        actor.Tell(2.5);

        ExpectMsg("small 5");
        ExpectMsg("int 50");
        ExpectMsg("string text");
        ExpectMsg("char handled");
        ExpectMsg("any 2.5");
    }

    [Fact]
    public void Message_NoHandlerFits_IsPublishedAsUnhandled()
    {
        var actor = ActorOf(() => new OnlyStrings());
        Sys.EventStream.Subscribe<UnhandledMessage>(TestActor);

        actor.Tell(1);

        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal(1, unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
        Assert.Equal(TestActor, unhandled.Sender);
    }

    [Fact]
    public void Become_Action_ReplacesHandlers()
    {
        var actor = ActorOf(() => new Switching());

        actor.Tell("x");
        actor.Tell("become");
        actor.Tell("x");
        actor.Tell("back");
        actor.Tell("x");

        ExpectMsg("first x");
        ExpectMsg("second x");
        ExpectMsg("first x");
    }

    [Fact]
    public void BecomeStacked_Unbecome_ReturnsToTheOneBelow()
    {
        var actor = ActorOf(() => new Stacking());

        actor.Tell("push");
        actor.Tell("push");
        actor.Tell("depth");
        actor.Tell("pop");
        actor.Tell("depth");
        actor.Tell("pop");
        actor.Tell("pop"); // nothing below the first: it stays
        actor.Tell("depth");

        ExpectMsg(2);
        ExpectMsg(1);
        ExpectMsg(0);
    }

    [Fact]
    public void Untyped_Become_ReplacesHandler()
    {
        var actor = ActorOf(() => new Untyped());

        actor.Tell("x");
        actor.Tell("become");
        actor.Tell("x");

        ExpectMsg("old x");
        ExpectMsg("new x");
    }

    [Fact]
    public void Constructor_WithNew_Refuses()
    {
        var error = Assert.Throws<ActorInitializationException>(() => new OnlyStrings());

        Assert.Contains("Use ActorOf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Receive_OutsideConstructorAndBecome_Throws()
    {
        var actor = ActorOf(() => new Late());

        EventFilter.Exception<InvalidOperationException>(start: "You may only call Receive-methods when constructing")
            .ExpectOne(() => actor.Tell("now"));
    }

    [Fact]
    public void Receive_AfterReceiveAny_Throws() =>
        EventFilter.Exception<ActorInitializationException>(start: "A handler that catches all messages has been added")
            .ExpectOne(() => ActorOf(() => new AnyFirst()));

    [Fact]
    public void Forward_Message_KeepsSender()
    {
        var echo = ActorOf(() => new Echo());
        var forwarder = ActorOf(() => new Forwarder(echo));

        forwarder.Tell("x");

        ExpectMsgFrom(echo, "x");
    }

    [Fact]
    public void Tell_NoSender_ReceiverSeesDeadLetters()
    {
        var actor = ActorOf(() => new SenderTeller(TestActor));

        actor.Tell("x", ActorRefs.NoSender);

        ExpectMsg<IActorRef>(sender => sender.Equals(Sys.DeadLetters));
    }

    [Fact]
    public void Tell_Null_Throws()
    {
        var actor = ActorOf(() => new Echo());

        Assert.Throws<InvalidMessageException>(() => actor.Tell(null!));
    }

    [Fact]
    public void Context_OutsideActor_Throws() => Assert.Throws<NotSupportedException>(() => Echo.OwnContext);

    private sealed class Choosing : ReceiveActor
    {
        public Choosing()
        {
            Receive<int>(i => i < 10, i => Sender.Tell($"small {i}"));
            Receive<int>(i => Sender.Tell($"int {i}"));
            Receive<char>(_ => false);
            Receive<char>(_ =>
            {
                Sender.Tell("char handled");
                return true;
            });
            Receive(typeof(string), s => Sender.Tell($"string {s}"));
            ReceiveAny(o => Sender.Tell(FormattableString.Invariant($"any {o}")));
        }
    }

    private sealed class OnlyStrings : ReceiveActor
    {
        public OnlyStrings() => Receive<string>(_ => { });
    }

    private sealed class Switching : ReceiveActor
    {
        public Switching() => First();

        private void First()
        {
            Receive<string>(s => s == "become", _ => Become(Second));
            Receive<string>(s => Sender.Tell($"first {s}"));
        }

        private void Second()
        {
            Receive<string>(s => s == "back", _ => Become(First));
            Receive<string>(s => Sender.Tell($"second {s}"));
        }
    }

    private sealed class Stacking : ReceiveActor
    {
        public Stacking() => At(0);

        private void At(int depth)
        {
            Receive<string>(s => s == "push", _ => BecomeStacked(() => At(depth + 1)));
            Receive<string>(s => s == "pop", _ => UnbecomeStacked());
            Receive<string>(_ => Sender.Tell(depth));
        }
    }

    private sealed class Untyped : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "become")
                Become(m => Sender.Tell($"new {m}"));
            else
                Sender.Tell($"old {message}");
        }
    }

    private sealed class Late : ReceiveActor
    {
        public Late() => Receive<string>(_ => Receive<int>(_ => { }));
    }

    private sealed class AnyFirst : ReceiveActor
    {
        public AnyFirst()
        {
            ReceiveAny(_ => { });
            Receive<int>(_ => { });
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(m => Sender.Tell(m));

        public static IActorContext OwnContext => Context;
    }

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef to) => ReceiveAny(to.Forward);
    }

    private sealed class SenderTeller : ReceiveActor
    {
        public SenderTeller(IActorRef to) => ReceiveAny(_ => to.Tell(Sender));
    }
}
