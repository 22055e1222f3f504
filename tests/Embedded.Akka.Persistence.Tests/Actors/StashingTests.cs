using Akka.Actor;

namespace Embedded.Akka.Persistence.Tests.Actors;

// Akka.NET: "Persistent actors", where commands wait: the internal stash, the user's, restart and stop.
public sealed class StashingTests : PersistenceTestKit
{
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
    public void Stash_OneInstanceToldTwice_KeepsBoth()
    {
        var actor = StartNew("a", me => me.On<string>(command =>
        {
            if (command != "open")
            {
                me.Stash.Stash();
                return;
            }
            me.Switch(open => open.On<string>(c => open.Requester.Tell(c)));
            me.Stash.UnstashAll();
        }));

        foreach (var command in (string[])["one", "one", "open", "two"])
            actor.Tell(command);

        Assert.Equal(["one", "one", "two"], ReceiveN(3).Cast<string>());
    }

    [Fact]
    public void Stash_InAPersistHandler_ThrowsForThereIsNoCommand()
    {
        var actor = StartNew("a", me => me.On<string>(command => me.Persist(command, _ => me.Stash.Stash())));

        EventFilter.Exception<IllegalActorStateException>(start: "There is no command to stash now")
            .ExpectOne(() => actor.Tell("one"));

        ExpectReplay("one");
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
    public void Restart_WhileAHandlerAwaits_DropsWhatItPersistsThen()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = StartNew("a", me =>
        {
            me.OnAsync<int>(async _ =>
            {
                TestActor.Tell("awaiting");
                await go.Task;
                me.Persist("stale", _ => TestActor.Tell("stale handled"));
                TestActor.Tell("stale asked");
            });
            Storing(me);
        });
        actor.Tell(1);
        ExpectMsg("awaiting");
        ((IInternalActorRef)actor).Restart(new InvalidOperationException("by the supervisor"));
        ExpectMsg("recovered 0");

        go.SetResult();
        ExpectMsg("stale asked");
        actor.Tell("fresh");

        ExpectMsg("stored fresh");
        End(actor);
        Start("a", Storing);
        ExpectReplay("fresh");
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
}
