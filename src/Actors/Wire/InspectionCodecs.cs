using Messages = SplitLearning.Actors.Protocols.InspectionProtocol;

namespace SplitLearning.Actors.Wire;

internal static class InspectionCodecs
{
    public static IEnumerable<Codec> All { get; } =
    [
        Codec.Of(
            "inspect-cluster", InspectCluster.Parser, (Messages.InspectCluster _) => new InspectCluster(), _ => new()),
        Codec.Of(
            "cluster-seen", ClusterSeen.Parser,
            (Messages.ClusterSeen m) => new ClusterSeen
            {
                Self = m.Self,
                Leader = m.Leader,
                Members = { m.Members.Select(Header) },
            },
            h => new(h.Self, h.Leader, [.. h.Members.Select(Member)])),
        Codec.Of(
            "leave-member", LeaveMember.Parser,
            (Messages.LeaveMember m) => new LeaveMember { Node = m.Node },
            h => new(h.Node)),
        Codec.Of(
            "down-member", DownMember.Parser,
            (Messages.DownMember m) => new DownMember { Node = m.Node },
            h => new(h.Node)),
        Codec.Of(
            "member-told", MemberTold.Parser,
            (Messages.MemberTold m) => new MemberTold { Node = m.Node, IsMember = m.IsMember },
            h => new(h.Node, h.IsMember)),
        Codec.Of(
            "inspect-actors", InspectActors.Parser, (Messages.InspectActors _) => new InspectActors(), _ => new()),
        Codec.Of(
            "actors-seen", ActorsSeen.Parser,
            (Messages.ActorsSeen m) => new ActorsSeen { Paths = { m.Paths } },
            h => new([.. h.Paths])),
    ];

    private static MemberSeen Header(Messages.MemberSeen member) => new()
    {
        Node = member.Node,
        Uid = member.Uid,
        Status = member.Status,
        Roles = { member.Roles },
        Reachable = member.Reachable,
    };

    private static Messages.MemberSeen Member(MemberSeen header) =>
        new(header.Node, header.Uid, header.Status, [.. header.Roles], header.Reachable);
}
