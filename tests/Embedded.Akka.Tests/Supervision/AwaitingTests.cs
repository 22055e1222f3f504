using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Supervision;

// Akka.NET: "ReceiveAsync" and "Supervision" together: what becomes of an actor whose handler awaits.
public sealed class AwaitingTests : TestKit
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Awaiting_SiblingFails_IsRestartedAndGoesOnBehindTheOldHandler()
    {
        var (awaiting, failing) = await Children(Directive.Restart);
        awaiting.Tell("wait");
        awaiting.Tell("next");
        await ExpectMsgAsync("begun");

        await EventFilter.Exception<FormatException>().ExpectOneAsync(() => failing.Tell(new FormatException()));
        await ExpectMsgAllOfAsync(["restarted", "restarted"]).ToListAsync();
        _gate.SetResult();

        await ExpectMsgAsync("done");
        await ExpectMsgAsync("got next");
    }

    [Fact]
    public async Task Awaiting_SiblingFails_IsStoppedAtOnce()
    {
        var (awaiting, failing) = await Children(Directive.Stop);
        awaiting.Tell("wait");
        await ExpectMsgAsync("begun");
        Watch(awaiting);

        await EventFilter.Exception<FormatException>().ExpectOneAsync(() => failing.Tell(new FormatException()));

        await ExpectTerminatedAsync(awaiting);
        _gate.SetResult();
        await ExpectMsgAsync("done"); // the rest of the handler still runs
    }

    private async Task<(IActorRef Awaiting, IActorRef Failing)> Children(Directive directive)
    {
        var parent = ActorOf(() => new Parent(directive));
        var child = Props.Create(() => new Child(_gate.Task, TestActor));
        return (await parent.Ask<IActorRef>(child), await parent.Ask<IActorRef>(child));
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly Directive _directive;

        public Parent(Directive directive)
        {
            _directive = directive;
            Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new AllForOneStrategy(_ => _directive);
    }

    private sealed class Child : ReceiveActor
    {
        private readonly IActorRef _to;

        public Child(Task gate, IActorRef to)
        {
            _to = to;
            ReceiveAsync<string>(s => s == "wait", async _ =>
            {
                to.Tell("begun");
                await gate;
                to.Tell("done");
            });
            Receive<string>(s => to.Tell($"got {s}"));
            Receive<Exception>(e => throw e);
        }

        protected override void PostRestart(Exception reason) => _to.Tell("restarted");
    }
}
