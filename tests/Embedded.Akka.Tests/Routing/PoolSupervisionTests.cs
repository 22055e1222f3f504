using Akka.Actor;
using Akka.Routing;

namespace Embedded.Akka.Tests.Routing;

// Akka.NET: "Routers": supervision.
public sealed class PoolSupervisionTests : RouterTest
{
    [Fact]
    public void Default_RouteeFails_EscalatesAndRestartsAll()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(3)));
        var before = RouteesOf(router);

        EventFilter.Exception<InvalidOperationException>("fail").ExpectOne(() => router.Tell("fail"));

        ExpectMsgAllOf("restarted", "restarted", "restarted");
        Assert.Equal(before, RouteesOf(router));
        Assert.Equal(3, Chosen(router, 3).Distinct().Count());
    }

    [Fact]
    public void Default_ParentStops_StopsTheRouter()
    {
        var parent = ActorOf(() => new StoppingParent(TestActor));
        parent.Tell(Worker.WithRouter(new RoundRobinPool(2)));
        var router = Watch(ExpectMsg<IActorRef>());

        router.Tell("fail");

        ExpectTerminated(router);
    }

    [Fact]
    public void Restarted_AddedRoutee_IsStillThere()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(1)));
        var added = Sys.ActorOf(Worker, "added");
        router.Tell(new AddRoutee(new ActorRefRoutee(added)));

        EventFilter.Exception<InvalidOperationException>("fail").ExpectOne(() => router.Tell("fail"));

        ExpectMsg("restarted");
        Assert.Contains(added, RouteesOf(router));
        Sys.Stop(added); // and still watched
        AwaitAssert(() => Assert.Single(RouteesOf(router)));
    }

    [Fact]
    public void WithSupervisorStrategy_RouteeFails_OnlyThatIsRestarted()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Restart);
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(3).WithSupervisorStrategy(strategy)));

        EventFilter.Exception<InvalidOperationException>("fail").ExpectOne(() => router.Tell("fail"));

        ExpectMsg("restarted");
        Assert.Equal(3, Chosen(router, 3).Distinct().Count()); // and no second "restarted" before these
    }

    [Fact]
    public void WithSupervisorStrategy_Stop_RemovesTheRoutee()
    {
        var pool = new RoundRobinPool(2).WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy);
        var router = Sys.ActorOf(Worker.WithRouter(pool));

        EventFilter.Exception<InvalidOperationException>("fail").ExpectOne(() => router.Tell("fail"));

        AwaitAssert(() => Assert.Single(RouteesOf(router)));
    }

    [Fact]
    public void Kill_Broadcast_FailsTheRoutees()
    {
        var pool = new RoundRobinPool(2).WithSupervisorStrategy(SupervisorStrategy.DefaultStrategy);
        var router = Watch(Sys.ActorOf(Worker.WithRouter(pool)));

        EventFilter.Exception<ActorKilledException>().Expect(2, () => router.Tell(new Broadcast(Kill.Instance)));

        ExpectTerminated(router); // all routees are gone
    }

    private sealed class StoppingParent : ReceiveActor
    {
        public StoppingParent(IActorRef to) => Receive<Props>(props => to.Tell(Context.ActorOf(props)));

        protected override SupervisorStrategy SupervisorStrategy() =>
            global::Akka.Actor.SupervisorStrategy.StoppingStrategy;
    }
}
