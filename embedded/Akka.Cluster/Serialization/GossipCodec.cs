using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Cluster.Membership;

namespace Akka.Cluster.Serialization;

/// <summary>Wire form of <see cref="Gossip"/> and its parts.</summary>
internal static class GossipCodec
{
    public static void Write(WireWriter to, Gossip gossip)
    {
        to.All(gossip.Members, m => Write(to, m.Value));
        to.All(gossip.Seen, to.Node);
        to.All(gossip.Reachability.Rows, r => Write(to, r.Key, r.Value));
        Write(to, gossip.Version);
        WriteCounts(to, gossip.Tombstones);
    }

    public static Gossip ReadGossip(ref WireReader from) => new(
        Gossip.NoMembers.AddRange(from.All(ReadMember).Select(m => KeyValuePair.Create(m.UniqueAddress, m))),
        [.. from.All((ref r) => r.Node())],
        new Reachability(from.All(ReadRow).ToImmutableSortedDictionary()),
        ReadVersion(ref from),
        ReadCounts(ref from));

    public static void Write(WireWriter to, VectorClock version) => WriteCounts(to, version.Counts);

    public static VectorClock ReadVersion(ref WireReader from) => new(ReadCounts(ref from));

    private static void WriteCounts(WireWriter to, ImmutableSortedDictionary<UniqueAddress, long> counts) =>
        to.All(counts, c =>
        {
            to.Node(c.Key);
            to.Number(c.Value);
        });

    private static ImmutableSortedDictionary<UniqueAddress, long> ReadCounts(ref WireReader from) =>
        from.All((ref r) => KeyValuePair.Create(r.Node(), r.Number())).ToImmutableSortedDictionary();

    private static void Write(WireWriter to, Member member)
    {
        to.Node(member.UniqueAddress);
        to.Byte((byte)member.Status);
        to.Number(member.UpNumber);
        to.All(member.Roles, to.Text);
    }

    private static Member ReadMember(ref WireReader from)
    {
        var node = from.Node();
        var status = ReadEnum<MemberStatus>(ref from);
        if (status == MemberStatus.Removed)
            throw new SerializationException($"Cluster message holds {node} as a member that is Removed");
        return Member.Restore(node, from.Int32(), status, [.. from.All((ref r) => r.Text())]);
    }

    private static void Write(WireWriter to, UniqueAddress observer, Reachability.Row row)
    {
        to.Node(observer);
        to.Number(row.Version);
        to.All(row.Subjects, s =>
        {
            to.Node(s.Key);
            to.Byte((byte)s.Value);
        });
    }

    private static KeyValuePair<UniqueAddress, Reachability.Row> ReadRow(ref WireReader from)
    {
        var observer = from.Node();
        var version = from.Number();
        var subjects = from.All((ref r) => KeyValuePair.Create(r.Node(), ReadEnum<ReachabilityStatus>(ref r)));
        return KeyValuePair.Create(observer, new Reachability.Row(version, subjects.ToImmutableSortedDictionary()));
    }

    private static T ReadEnum<T>(ref WireReader from)
        where T : struct, Enum
    {
        var value = from.Byte();
        return Enum.GetValues<T>().Where(v => Convert.ToByte(v, null) == value).Select(v => (T?)v).SingleOrDefault()
            ?? throw new SerializationException($"Cluster message holds {value}, which is no {typeof(T).Name}");
    }
}
