using Akka.Actor;
using Akka.Cluster;
using Akka.TestKit.Xunit2;
using SplitLearning.Actors.Inspection;
using static SplitLearning.Actors.Protocols.InspectionProtocol;

namespace SplitLearning.Actors.Tests.Inspection;

/// <summary>A cluster of one node.</summary>
public sealed class InspectionActorTests : TestKit
{
    private readonly Cluster _cluster;
    private readonly IActorRef _inspector;

    public InspectionActorTests()
        : base("""
            akka {
              actor.provider = cluster
              loglevel = WARNING
              remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
              cluster.roles = [server, agent]
            }
            """)
    {
        _cluster = Cluster.Get(Sys);
        _inspector = Sys.ActorOf(Props.Create(() => new InspectionActor()), "inspector");
    }

    private string Self => $"127.0.0.1:{_cluster.SelfAddress.Port}";

    [Fact]
    public void NotJoined_InspectCluster_HasNoMembers()
    {
        _inspector.Tell(new InspectCluster());

        var seen = ExpectMsg<ClusterSeen>();
        Assert.Equal((Self, "", 0), (seen.Self, seen.Leader, seen.Members.Count));
    }

    [Fact]
    public void Up_InspectCluster_TellsOfEachMember()
    {
        BeUp();

        _inspector.Tell(new InspectCluster());

        var seen = ExpectMsg<ClusterSeen>();
        Assert.Equal((Self, Self), (seen.Self, seen.Leader));
        var member = Assert.Single(seen.Members);
        Assert.Equal(
            (Self, _cluster.SelfUniqueAddress.Uid, "Up", true),
            (member.Node, member.Uid, member.Status, member.Reachable));
        Assert.Equal(["agent", "server"], member.Roles);
    }

    [Theory]
    [InlineData("127.0.0.1:1")]
    [InlineData("")]
    [InlineData("nonsense")]
    public void Up_OrderForSomebodyWhoIsNoMember_ChangesNothing(string node)
    {
        BeUp();

        _inspector.Tell(new LeaveMember(node));
        _inspector.Tell(new DownMember(node));

        ExpectMsg(new MemberTold(node, IsMember: false));
        ExpectMsg(new MemberTold(node, IsMember: false));
        Assert.Equal(MemberStatus.Up, _cluster.SelfMember.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Up_OrderForAMember_ItGoes(bool down)
    {
        BeUp();

        _inspector.Tell(down ? new DownMember(Self) : new LeaveMember(Self));

        ExpectMsg(new MemberTold(Self, IsMember: true));
        AwaitCondition(() => _cluster.IsTerminated, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void AnyState_InspectActors_FindsAllBelowUser()
    {
        Sys.ActorOf(Props.Create(() => new Parent()), "parent");
        Sys.ActorOf(Props.Create(() => new Grandchild()), "parent-friend");

        _inspector.Tell(new InspectActors());

        var paths = ExpectMsg<ActorsSeen>(TimeSpan.FromSeconds(10)).Paths;
        Assert.Contains("/user/inspector", paths);
        Assert.Equal(
            ["/user/parent", "/user/parent/child", "/user/parent/child/grandchild", "/user/parent-friend"],
            paths.Where(path => path.StartsWith("/user/parent", StringComparison.Ordinal)));
        Assert.DoesNotContain(paths, path => path.StartsWith("/user/inspector/", StringComparison.Ordinal));
    }

    private void BeUp()
    {
        _cluster.Join(_cluster.SelfAddress);
        AwaitCondition(() => _cluster.SelfMember.Status == MemberStatus.Up, TimeSpan.FromSeconds(10));
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent() => Context.ActorOf(Props.Create(() => new Child()), "child");
    }

    private sealed class Child : ReceiveActor
    {
        public Child() => Context.ActorOf(Props.Create(() => new Grandchild()), "grandchild");
    }

    private sealed class Grandchild : ReceiveActor;
}
