using Akka.Actor;
using Akka.Cluster;
using static SplitLearning.Actors.Protocols.MembershipProtocol;

namespace SplitLearning.Actors.Membership;

/// <summary>Tells its parent which nodes come and go, so that the parent need not know the cluster.</summary>
internal sealed class MembershipActor : ReceiveActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    public MembershipActor()
    {
        Receive<ClusterEvent.MemberUp>(e => Parent.Tell(new NodeUp(e.Member.Address, e.Member.Roles)));
        Receive<ClusterEvent.ReachableMember>(e => Parent.Tell(new NodeBack(e.Member.Address)));
        Receive<ClusterEvent.UnreachableMember>(e => Lost(e.Member, "does not answer"));
        Receive<ClusterEvent.MemberRemoved>(e => Lost(e.Member, "has left"));
        Receive<DeclareDead>(m => _cluster.Down(m.Address));
    }

    private static IActorRef Parent => Context.Parent;

    protected override void PreStart() => _cluster.Subscribe(
        Self,
        ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
        typeof(ClusterEvent.MemberUp),
        typeof(ClusterEvent.ReachableMember),
        typeof(ClusterEvent.UnreachableMember),
        typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private static void Lost(Member member, string reason) => Parent.Tell(new NodeLost(member.Address, reason));
}
