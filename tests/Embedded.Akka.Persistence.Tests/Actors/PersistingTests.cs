using Akka.Actor;
using Akka.Persistence;

namespace Embedded.Akka.Persistence.Tests.Actors;

// Akka.NET: "Persistent actors".
public sealed class PersistingTests : PersistenceTestKit
{
    [Fact]
    public void Persist_Stored_IsThereAfterTheActor()
    {
        History("a", "one", "two");

        Start("a", Storing);

        ExpectReplay("one", "two");
    }

    [Fact]
    public void Persist_CommandsMeanwhile_WaitForTheHandler()
    {
        var actor = StartNew("a", me => me.On<string>(command =>
        {
            if (command == "next")
            {
                TestActor.Tell("next");
                return;
            }
            me.Me.Tell("next"); // is in the mailbox before the journal can answer
            me.Persist(1, _ => TestActor.Tell("first"));
            me.Persist(2, _ => TestActor.Tell("second"));
        }));

        actor.Tell("go");

        ExpectMsg("first");
        ExpectMsg("second");
        ExpectMsg("next");
    }

    [Fact]
    public void PersistAsync_CommandsMeanwhile_AreHandled()
    {
        var actor = StartNew("a", me => me.On<string>(command =>
        {
            if (command == "next")
            {
                TestActor.Tell("next");
                return;
            }
            me.Me.Tell("next");
            me.PersistAsync(1, _ => TestActor.Tell("first"));
            me.PersistAllAsync([2, 3], e => TestActor.Tell($"of all {e}"));
        }));

        actor.Tell("go");

        ExpectMsg("next");
        ExpectMsg("first");
        ExpectMsg("of all 2");
        ExpectMsg("of all 3");
    }

    [Fact]
    public void Persist_ManyCommands_KeepTheirOrder()
    {
        var actor = StartNew("a", me => me.On<int>(i =>
        {
            if (i % 3 == 0)
                me.Persist(i, stored => me.Requester.Tell(stored));
            else if (i % 3 == 1)
                me.PersistAll([i], stored => me.Requester.Tell(stored));
            else
                me.Requester.Tell(i);
        }));

        for (var i = 0; i < 1000; i++)
            actor.Tell(i);

        Assert.Equal(Enumerable.Range(0, 1000), ReceiveN(1000, TimeSpan.FromSeconds(30)).Cast<int>());
    }

    [Fact]
    public void PersistAll_Events_CallTheHandlerForEach()
    {
        var actor = StartNew("a", me => me.On<string>(_ =>
        {
            me.PersistAll<string>([], e => TestActor.Tell(e));
            me.PersistAll(["x", "y"], e => TestActor.Tell($"{e} {me.LastSequenceNr}"));
        }));

        actor.Tell("go");

        ExpectMsg("x 1");
        ExpectMsg("y 2");
    }

    [Fact]
    public void PersistAll_EnumerationFails_StoresNothing()
    {
        var actor = StartNew("a", me => me.On<string>(_ => me.PersistAll(Failing(), e => TestActor.Tell(e))));

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell("go"));

        ExpectMsg("recovered 0");
        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new InvalidOperationException("no more");
        }
    }

    [Fact]
    public void Persist_InAHandler_RunsBehindThoseAskedForBefore()
    {
        var actor = StartNew("a", me => me.On<string>(_ =>
        {
            me.Persist("outer 1", outer =>
            {
                TestActor.Tell(outer);
                me.Persist("inner", inner => TestActor.Tell(inner));
            });
            me.Persist("outer 2", outer => TestActor.Tell(outer));
        }));

        actor.Tell("go");

        ExpectMsg("outer 1");
        ExpectMsg("outer 2");
        ExpectMsg("inner");
    }

    [Fact]
    public void Handler_OfEachCommand_HasItsSender()
    {
        var actor = StartNew("a", me => me.On<string>(command =>
            me.PersistAsync(command, e => me.Requester.Tell(e))));
        var first = CreateTestProbe();
        var second = CreateTestProbe();

        actor.Tell("for first", first.Ref);
        actor.Tell("for second", second.Ref);

        first.ExpectMsg("for first");
        second.ExpectMsg("for second");
    }

    [Fact]
    public void Become_InAPersistHandler_TakesTheNextCommand()
    {
        var actor = StartNew("a", me => me.On<string>(_ => me.Persist("e", _ =>
            me.Switch(other => other.On<string>(command => other.Requester.Tell($"other {command}"))))));

        actor.Tell("one");
        actor.Tell("two");

        ExpectMsg("other two");
    }

    [Fact]
    public void Command_OutsideOfConstructorAndBecome_IsRefused()
    {
        var actor = StartNew("a", me => me.On<string>(_ => me.On<int>(_ => { })));

        EventFilter.Exception<InvalidOperationException>(start: "You may only call Command-methods")
            .ExpectOne(() => actor.Tell("go"));
    }

    [Fact]
    public void UntypedPersistentActor_Persists_AndRecovers()
    {
        var actor = ActorOf(() => new Untyped(TestActor));
        ExpectMsg<RecoveryCompleted>();
        actor.Tell("one");
        ExpectMsg("stored one");
        actor.Tell(PoisonPill.Instance);

        ActorOf(() => new Untyped(TestActor));

        ExpectMsg("one");
        ExpectMsg<RecoveryCompleted>();
    }

    private sealed class Untyped(IActorRef observer) : UntypedPersistentActor
    {
        public override string PersistenceId => "untyped";

        protected override void OnCommand(object message) => Persist(message, e => observer.Tell($"stored {e}"));

        protected override void OnRecover(object message) => observer.Tell(message);
    }
}
