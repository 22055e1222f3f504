using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Stash".
public sealed class StashTests : TestKit
{
    [Fact]
    public void UnstashAll_Stashed_ComeFirstAndInOrder()
    {
        var actor = ActorOf(() => new Stashing());
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("open");
        actor.Tell(3);

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Stashed_Unstashed_KeepSender()
    {
        var actor = ActorOf(() => new Stashing());
        var probe = CreateTestProbe();

        actor.Tell(1, probe.Ref);
        actor.Tell("open");

        probe.ExpectMsg(1);
    }

    [Fact]
    public void Unstash_One_LeavesTheRest()
    {
        var actor = ActorOf(() => new Stashing());
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("one");
        actor.Tell("count");

        ExpectMsg("count 2"); // 1 came back and was stashed again
    }

    [Fact]
    public void Terminated_StashedAndUnstashed_ComesAgain()
    {
        var actor = ActorOf(() => new Mourning(TestActor));
        var subject = CreateTestProbe();
        actor.Tell(subject.Ref);
        ExpectMsg("watching");
        Sys.Stop(subject.Ref);
        ExpectMsg("stashed");

        actor.Tell("open");

        ExpectMsg(subject.Ref);
    }

    [Fact]
    public void Stash_SameMessageTwice_Throws()
    {
        var actor = ActorOf(() => new Stashing());

        actor.Tell("twice");

        ExpectMsg<IllegalActorStateException>();
    }

    [Fact]
    public void Stash_OneInstanceToldTwice_KeepsBoth()
    {
        var actor = ActorOf(() => new Stashing());
        object one = 1;

        actor.Tell(one);
        actor.Tell(one);
        actor.Tell("open");

        ExpectMsg(1);
        ExpectMsg(1);
    }

    [Fact]
    public void Stash_UnstashedAndStashedAgain_IsKept()
    {
        var actor = ActorOf(() => new Stashing());
        actor.Tell(1);
        actor.Tell("one");
        actor.Tell("open");

        ExpectMsg(1);
    }

    [Fact]
    public void Stash_SameMessageAgainAfterUnstashAll_Throws()
    {
        var actor = ActorOf(() => new Stashing());

        actor.Tell("there and back");

        ExpectMsg<IllegalActorStateException>();
    }

    [Fact]
    public void Stash_OneInstanceReceivedTwiceByTestActorRef_KeepsBoth()
    {
        var actor = ActorOfAsTestActorRef<Stashing>(Props.Create(() => new Stashing()));
        object one = 1;

        actor.Receive(one);
        actor.Receive(one);

        Assert.Equal(2, actor.UnderlyingActor.Stash.Count);
    }

    [Fact]
    public void Stash_Restarted_GivesAllBack()
    {
        var actor = ActorOf(() => new Stashing());
        actor.Tell(1);
        actor.Tell(2);

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell("boom"));
        actor.Tell("open");

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Stash_Stopped_GoesToDeadLetters()
    {
        var actor = ActorOf(() => new Stashing());
        actor.Tell(1);
        actor.Tell(2);

        EventFilter.DeadLetter<int>().Expect(2, () => actor.Tell(PoisonPill.Instance));
    }

    [Fact]
    public void UnstashAll_WithPredicate_DropsTheOthers()
    {
        var actor = ActorOf(() => new Stashing());
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(3);
        actor.Tell("open odd");
        actor.Tell(4);

        ExpectMsg(1);
        ExpectMsg(3);
        ExpectMsg(4);
    }

    [Fact]
    public void ClearStash_AndPrepend_KeepOrder()
    {
        var actor = ActorOf(() => new Stashing());
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("clear and prepend");
        actor.Tell(3);
        actor.Tell("open");

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    private sealed class Stashing : ReceiveActor, IWithUnboundedStash
    {
        public Stashing()
        {
            Receive<int>(_ => Stash.Stash());
            Receive<string>(s => s == "open", _ => Open(_ => true));
            Receive<string>(s => s == "open odd", _ => Open(e => e.Message is 1 or 3));
            Receive<string>(s => s == "one", _ => Stash.Unstash());
            Receive<string>(s => s == "count", _ => Sender.Tell($"count {Stash.Count}"));
            Receive<string>(s => s == "boom", _ => throw new InvalidOperationException("boom"));
            Receive<string>(s => s == "clear and prepend", _ =>
            {
                var kept = Stash.ClearStash().ToList();
                Assert.True(Stash.IsEmpty);
                Stash.Prepend(kept);
            });
            // Told, not thrown on: the message would come back after the restart, and fail again.
            Receive<string>(s => s == "twice", _ =>
            {
                Stash.Stash();
                Sender.Tell(Record.Exception(Stash.Stash));
            });
            Receive<string>(s => s == "there and back", _ =>
            {
                Stash.Stash();
                Stash.UnstashAll();
                Sender.Tell(Record.Exception(Stash.Stash));
            });
        }

        public IStash Stash { get; set; } = null!;

        private void Open(Func<Envelope, bool> which)
        {
            Become(() => Receive<int>(i => Sender.Tell(i)));
            Stash.UnstashAll(which);
        }
    }

    private sealed class Mourning : ReceiveActor, IWithUnboundedStash
    {
        public Mourning(IActorRef observer)
        {
            Receive<IActorRef>(subject =>
            {
                Context.Watch(subject);
                observer.Tell("watching");
            });
            Receive<Terminated>(_ =>
            {
                Stash.Stash();
                observer.Tell("stashed");
            });
            Receive<string>(_ =>
            {
                Become(() => Receive<Terminated>(terminated => observer.Tell(terminated.ActorRef)));
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}
