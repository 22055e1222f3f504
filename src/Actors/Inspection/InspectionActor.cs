using Akka.Actor;
using Akka.Cluster;
using static SplitLearning.Actors.Protocols.InspectionProtocol;

namespace SplitLearning.Actors.Inspection;

/// <summary>Answers people who ask what a node does.</summary>
/// <remarks>Hosted under the name <c>inspector</c>: it is addressed as <c>/user/inspector</c>.</remarks>
public sealed class InspectionActor : ReceiveActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    /// <summary>Needs a system whose provider is the cluster's.</summary>
    public InspectionActor()
    {
        Receive<InspectCluster>(_ => Sender.Tell(Seen()));
        Receive<LeaveMember>(m => Sender.Tell(Tell(m.Node, _cluster.Leave)));
        Receive<DownMember>(m => Sender.Tell(Tell(m.Node, _cluster.Down)));
        Receive<InspectActors>(_ =>
        {
            var asker = Sender;
            Context.ActorOf(Props.Create(() => new ActorCensus(asker)));
        });
    }

    private static string NameOf(Address? address) => address is null ? "" : $"{address.Host}:{address.Port}";

    private ClusterSeen Seen()
    {
        var state = _cluster.State;
        var members = state.Members.Select(member => new MemberSeen(
            NameOf(member.Address), member.UniqueAddress.Uid, member.Status.ToString(),
            [.. member.Roles.Order(StringComparer.Ordinal)], !state.Unreachable.Contains(member)));
        return new ClusterSeen(NameOf(_cluster.SelfAddress), NameOf(state.Leader), [.. members]);
    }

    private MemberTold Tell(string node, Action<Address> command)
    {
        var member = _cluster.State.Members.FirstOrDefault(m => NameOf(m.Address) == node);
        if (member is not null)
        {
            command(member.Address);
        }

        return new MemberTold(node, member is not null);
    }
}
