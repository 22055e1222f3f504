using Akka.Actor;
using Akka.Routing;

namespace Embedded.Akka.Tests.Routing;

// Akka.NET: "Routers": pools.
public sealed class PoolTests : RouterTest
{
    [Fact]
    public void Pool_Messages_GoRoundInOrder()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(3)), "pool");

        var chosen = Chosen(router, 6);

        Assert.Equal(RouteesOf(router).Select(routee => routee.Path.Name), chosen.Take(3));
        Assert.Equal(chosen.Take(3), chosen.Skip(3));
        Assert.All(RouteesOf(router), routee => Assert.Equal(router.Path, routee.Path.Parent));
    }

    [Fact]
    public void Pool_MadeFromItsSide_IsTheSame()
    {
        var router = Sys.ActorOf(new RoundRobinPool(2).Props(Worker));

        Assert.Equal(2, Chosen(router, 2).Distinct().Count());
    }

    [Fact]
    public void Pool_Message_KeepsItsSender()
    {
        var probe = CreateTestProbe();

        Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(1))).Tell("sender", probe.Ref);

        ExpectMsg(probe.Ref);
    }

    [Fact]
    public void Broadcast_Sent_ReachesEachOnce()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(3)));

        router.Tell(new Broadcast("who"));

        var reached = ReceiveN(3).Cast<string>().ToHashSet();
        Assert.Equal(RouteesOf(router).Select(routee => routee.Path.Name).ToHashSet(), reached);
    }

    [Fact]
    public void Routee_Stopped_GetsNothingMore()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(2)));
        var routees = RouteesOf(router);

        Sys.Stop(routees[0]);

        AwaitAssert(() => Assert.Equal([routees[1]], RouteesOf(router)));
        Assert.Equal([routees[1].Path.Name, routees[1].Path.Name], Chosen(router, 2));
    }

    [Fact]
    public void Routees_AllStopped_StopTheRouter()
    {
        var router = Watch(Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(3))));

        router.Tell(new Broadcast(PoisonPill.Instance));

        ExpectTerminated(router);
    }

    [Fact]
    public void PoisonPill_Sent_StopsRouterAndRoutees()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(2)));
        var all = RouteesOf(router).Append(router).ToHashSet();
        foreach (var each in all)
            Watch(each);

        router.Tell(PoisonPill.Instance);

        Assert.Equal(all, ReceiveN(3).Cast<Terminated>().Select(t => t.ActorRef).ToHashSet());
    }

    [Fact]
    public void AddRoutee_Another_HasItsTurn()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(1)));
        var added = Sys.ActorOf(Worker, "added");

        router.Tell(new AddRoutee(Routee.FromActorRef(added)));

        Assert.Contains("added", Chosen(router, 2));
    }

    [Fact]
    public void AddedRoutee_Stopped_IsRemoved()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(1)));
        var added = Sys.ActorOf(Worker, "added");
        router.Tell(new AddRoutee(Routee.FromActorRef(added)));
        Assert.Equal(2, RouteesOf(router).Count);

        Sys.Stop(added);

        AwaitAssert(() => Assert.Single(RouteesOf(router)));
    }

    [Fact]
    public void RemoveRoutee_Child_IsStoppedBehindItsMessages()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(2)));
        var first = Watch(RouteesOf(router)[0]);
        router.Tell("work");

        router.Tell(new RemoveRoutee(new ActorRefRoutee(first)));

        ExpectMsg("work");
        ExpectTerminated(first);
        Assert.Single(RouteesOf(router));
    }

    [Fact]
    public void RemoveRoutee_NotAChild_Lives()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(1)));
        var added = Sys.ActorOf(Worker);
        router.Tell(new AddRoutee(new ActorRefRoutee(added)));

        router.Tell(new RemoveRoutee(new ActorRefRoutee(added)));

        Assert.DoesNotContain(added, RouteesOf(router));
        added.Tell("alive");
        ExpectMsg("alive");
    }

    [Fact]
    public void AdjustPoolSize_UpAndDown_MakesAndStops()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(1)));

        router.Tell(new AdjustPoolSize(2));
        var routees = RouteesOf(router);
        Assert.Equal(3, routees.Count);
        router.Tell(new AdjustPoolSize(-2));

        Assert.Equal([routees[0]], RouteesOf(router));
    }

    [Fact]
    public void Pool_OfNone_SendsToDeadLetters()
    {
        var router = Sys.ActorOf(Worker.WithRouter(new RoundRobinPool(0)));

        EventFilter.DeadLetter<string>().ExpectOne(() => router.Tell("nobody"));
    }

    [Fact]
    public void Pool_NegativeNumber_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoundRobinPool(-1));
}
