using Akka.Actor;

namespace Embedded.Akka.Persistence.Tests.Actors;

// Akka.NET: "Persistent actors: deferring actions", and asynchronous handlers.
public sealed class DeferringTests : PersistenceTestKit
{
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
}
