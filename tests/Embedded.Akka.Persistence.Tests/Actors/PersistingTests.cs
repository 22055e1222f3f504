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
    public void DeferAsync_BehindEvents_RunsBehindTheirHandlers()
    {
        var actor = StartNew("a", me => me.On<string>(_ =>
        {
            me.DeferAsync("at once", e => TestActor.Tell(e));
            me.PersistAsync(1, _ => TestActor.Tell("stored 1"));
            me.DeferAsync("deferred", e => me.Requester.Tell(e));
            me.PersistAsync(2, _ => TestActor.Tell("stored 2"));
        }));

        actor.Tell("go");

        ExpectMsg("at once");
        ExpectMsg("stored 1");
        ExpectMsg("deferred");
        ExpectMsg("stored 2");
        End(actor);
        Start("a", _ => { });
        ExpectReplay("1", "2"); // what is deferred is not stored
    }

    [Fact]
    public void Defer_CommandsMeanwhile_Wait()
    {
        var actor = StartNew("a", me => me.On<string>(command =>
        {
            TestActor.Tell(command);
            if (command == "next")
                return;
            me.Me.Tell("next");
            me.PersistAsync(1, _ => { });
            me.Defer("deferred", e => TestActor.Tell(e));
        }));

        actor.Tell("go");

        ExpectMsg("go");
        ExpectMsg("deferred");
        ExpectMsg("next");
    }

    [Fact]
    public void AsyncHandler_OfAnEvent_IsDoneBeforeTheNextCommand()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = StartNew("a", me => me.On<string>(command => me.Persist(command, async e =>
        {
            TestActor.Tell($"begin {e}");
            await go.Task;
            me.Requester.Tell($"end {e}");
        })));

        actor.Tell("one");
        actor.Tell("two");
        ExpectMsg("begin one");
        go.SetResult();

        ExpectMsg("end one");
        ExpectMsg("begin two");
        ExpectMsg("end two");
    }

    [Fact]
    public void CommandAsync_PersistsBehindAnAwait_IsStored()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = StartNew("a", me => me.OnAsync<string>(async command =>
        {
            await go.Task;
            me.Persist(command, stored => me.Requester.Tell($"stored {stored} {me.LastSequenceNr}"));
        }));

        actor.Tell("one");
        actor.Tell("two");
        go.SetResult();

        ExpectMsg("stored one 1");
        ExpectMsg("stored two 2");
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
    public void Stash_UnstashedInAPersistHandler_ComesBeforeLaterCommands()
    {
        var actor = StartNew("a", me => me.On<string>(command =>
        {
            if (command != "open")
                me.Stash.Stash();
            else
                me.Persist("opened", _ =>
                {
                    me.Switch(open => open.On<string>(c => open.Persist(c, e => open.Requester.Tell(e))));
                    me.Stash.UnstashAll();
                });
        }));

        foreach (var command in (string[])["one", "two", "open", "three", "four"])
            actor.Tell(command);

        Assert.Equal(["one", "two", "three", "four"], ReceiveN(4).Cast<string>());
    }

    [Fact]
    public void Unstash_One_LeavesTheRest()
    {
        var actor = StartNew("a", me => me.On<string>(command =>
        {
            if (command == "count")
                me.Requester.Tell(me.Stash.Count);
            else if (command != "open")
                me.Stash.Stash();
            else
                me.Switch(open => open.On<string>(c => open.Requester.Tell($"{c} {open.Stash.Count}")));
            if (command == "open")
                me.Stash.Unstash();
        }));

        foreach (var command in (string[])["one", "two", "count", "open", "three"])
            actor.Tell(command);

        ExpectMsg(2);
        ExpectMsg("one 1");
        ExpectMsg("three 1");
    }

    [Fact]
    public void Terminated_WhilePersisting_ComesBehindTheHandler()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var subject = Watch(CreateTestProbe().Ref);
        var actor = StartNew("a", me =>
        {
            me.On<string>(_ =>
            {
                Scripted.Follow(subject);
                me.Persist("first", async _ =>
                {
                    Sys.Stop(subject);
                    await go.Task;
                    me.Persist("second", _ => TestActor.Tell("second"));
                });
            });
            me.On<Terminated>(_ => TestActor.Tell("terminated"));
        });

        actor.Tell("go");
        ExpectTerminated(subject);
        go.SetResult();

        ExpectMsg("second");
        ExpectMsg("terminated");
    }

    [Fact]
    public void Restart_WhileCommandsWait_KeepsThemInOrder()
    {
        var failed = false;
        var actor = StartNew("a", me => me.On<int>(i => me.Persist(i, stored =>
        {
            if (stored == 1 && !failed)
            {
                failed = true;
                throw new InvalidOperationException("handler");
            }
            me.Requester.Tell(stored);
        })));

        EventFilter.Exception<InvalidOperationException>("handler").ExpectOne(() =>
        {
            for (var i = 1; i <= 5; i++)
                actor.Tell(i);
        });

        ExpectMsg("replayed 1"); // was stored, only its handler failed
        ExpectMsg("recovered 1");
        Assert.Equal([2, 3, 4, 5], ReceiveN(4).Cast<int>());
    }

    [Fact]
    public void Stop_WhileCommandsWait_SendsThemToDeadLetters()
    {
        var actor = StartNew("a", me => me.On<int>(i =>
        {
            if (i == 1)
                foreach (var next in (int[])[2, 3])
                    me.Me.Tell(next);
            me.Persist(i, _ => Sys.Stop(me.Me));
        }));

        EventFilter.DeadLetter<int>().Expect(2, () => actor.Tell(1));
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
