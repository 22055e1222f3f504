using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;

namespace Embedded.Akka.Tests.Routing;

// Akka.NET: "Routers": groups, and the router logic on its own.
public sealed class GroupTests : RouterTest
{
    private readonly IActorRef[] _workers;

    public GroupTests() => _workers = [.. new[] { "a", "b" }.Select(name => Sys.ActorOf(Worker, name))];

    [Fact]
    public void Group_Messages_GoRoundInOrderOfPaths()
    {
        var router = Sys.ActorOf(Props.Empty.WithRouter(new RoundRobinGroup("/user/b", "/user/a")));

        Assert.Equal(["b", "a", "b"], Chosen(router, 3));
    }

    [Fact]
    public void Group_MadeFromItsSide_IsTheSame()
    {
        var router = Sys.ActorOf(new RoundRobinGroup(_workers.Select(worker => worker.Path.ToString())).Props());

        Assert.Equal(["a", "b"], Chosen(router, 2));
    }

    [Fact]
    public void Broadcast_Sent_ReachesAll()
    {
        var router = Sys.ActorOf(new RoundRobinGroup("/user/a", "/user/b").Props());

        router.Tell(new Broadcast("who"));

        ExpectMsgAllOf("a", "b");
    }

    [Fact]
    public void Routees_AllGone_RouterStaysAndFindsTheirSuccessors()
    {
        var router = Sys.ActorOf(new RoundRobinGroup("/user/a", "/user/b").Props());
        foreach (var worker in _workers)
            Watch(worker);

        router.Tell(new Broadcast(PoisonPill.Instance));
        ReceiveN(2);
        EventFilter.DeadLetter<string>().ExpectOne(() => router.Tell("lost"));
        AwaitAssert(() => Sys.ActorOf(Worker, "b")); // the name is free when its parent has heard too

        Assert.Equal(["b"], Chosen(router, 1));
    }

    [Fact]
    public void Group_Stopped_RouteesLive()
    {
        var router = Watch(Sys.ActorOf(new RoundRobinGroup("/user/a", "/user/b").Props()));

        router.Tell(PoisonPill.Instance);

        ExpectTerminated(router);
        Assert.Equal(["a"], Chosen(_workers[0], 1));
    }

    [Fact]
    public void RemoveRoutee_ByPath_GetsNothingMore()
    {
        var router = Sys.ActorOf(new RoundRobinGroup("/user/a", "/user/b").Props());

        router.Tell(new RemoveRoutee(new ActorSelectionRoutee(Sys.ActorSelection("/user/a"))));

        Assert.Equal(["b", "b"], Chosen(router, 2));
    }

    [Fact]
    public void RemoveRoutee_Last_StopsTheRouter()
    {
        var router = Watch(Sys.ActorOf(new RoundRobinGroup("/user/a").Props()));

        router.Tell(new RemoveRoutee(new ActorSelectionRoutee(Sys.ActorSelection("/user/a"))));

        ExpectTerminated(router);
    }

    [Fact]
    public void WithDispatcher_Unknown_IsTheRouters() => Assert.StartsWith(
        "Dispatcher 'none' is not configured",
        Assert.Throws<ConfigurationException>(
            () => Sys.ActorOf(new RoundRobinGroup("/user/a").WithDispatcher("none").Props())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Deployment_Configured_NamesTheStackThatHasIt() => Assert.Contains(
        "Stack=NuGet",
        Assert.Throws<ConfigurationException>(() => ActorSystem.Create(
            "deployed", "akka.actor.deployment { /x { router = round-robin-pool, nr-of-instances = 2 } }")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Router_UsedDirectly_RoutesAndNeverChanges()
    {
        var one = new Router(new RoundRobinRoutingLogic(), new ActorRefRoutee(_workers[0]));
        var two = one.AddRoutee(new ActorRefRoutee(_workers[1]));

        two.Route(new Broadcast("who"), ActorRefs.NoSender);
        ExpectMsgAllOf("a", "b");
        one.Route("who", ActorRefs.NoSender);
        ExpectMsg("a");

        Assert.Single(one.Routees);
        Assert.Equal(one.Routees, two.RemoveRoutee(new ActorRefRoutee(_workers[1])).Routees);
    }
}
