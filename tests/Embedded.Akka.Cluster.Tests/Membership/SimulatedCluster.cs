using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Membership;

namespace Embedded.Akka.Cluster.Tests.Membership;

/// <summary>Nodes that change and exchange gossip as a list of numbers tells them: any order, loss and
/// partition.</summary>
internal sealed class SimulatedCluster
{
    public const int Size = 5;

    public const int DifferentSteps = 8 * Size * Size;

    private static readonly IReadOnlySet<UniqueAddress> NobodyConfirmed = ImmutableHashSet<UniqueAddress>.Empty;
    private readonly Gossip[] _gossips = new Gossip[Size];
    private long _milliseconds;

    public SimulatedCluster()
    {
        Array.Fill(_gossips, Gossip.Empty);
        _gossips[0] = Gossip.Empty.Join(Node(0), Node(0), RolesOf(0));
        Tell(0, 0);
        for (var joining = 1; joining < Size; joining++)
        {
            _gossips[0] = _gossips[0].Join(Node(0), Node(joining), RolesOf(joining));
            Tell(0, joining);
        }
    }

    /// <summary>What the nodes know, the first first; the last two share an address, so the older of them goes
    /// down.</summary>
    public IReadOnlyList<Gossip> Gossips => _gossips;

    public static UniqueAddress Node(int index) =>
        new(new Address("akka.tcp", "sim", "host" + Math.Min(index, Size - 2), 1), index);

    private static ImmutableHashSet<string> RolesOf(int index) => index % 2 == 0 ? ["even"] : [];

    public SimulatedCluster Run(IEnumerable<int> steps)
    {
        foreach (var step in steps)
            Step(step % 8, step / 8 % Size, step / 8 / Size);
        return this;
    }

    /// <summary>Everybody tells everybody, until nobody learns anything any more, and leaders act between.</summary>
    public SimulatedCluster Settle()
    {
        for (var round = 0; round < 4 * Size; round++)
        {
            for (var from = 0; from < Size; from++)
                for (var to = 0; to < Size; to++)
                    Tell(from, to);
            LeaderActs(round % Size);
        }
        return this;
    }

    private void Step(int what, int actor, int other)
    {
        _milliseconds++;
        var (self, mine) = (Node(actor), _gossips[actor]);
        if (what is > 3 and < 7 && !mine.Members.ContainsKey(self))
            return;
        switch (what)
        {
            case 0 or 1 or 2: Tell(actor, other); break;
            case 3: LeaderActs(actor); break;
            case 4: _gossips[actor] = mine.Observe(self, a => !a.Equals(Node(other).Address)); break;
            case 5: _gossips[actor] = mine.Observe(self, _ => true); break;
            case 6: _gossips[actor] = mine.Leave(self, Node(other).Address); break;
            default: Disturb(actor, other); break;
        }
    }

    /// <summary>Downing ends most histories early, so it is rare.</summary>
    private void Disturb(int actor, int other)
    {
        if (_milliseconds % 3 != 0 || !_gossips[actor].Members.ContainsKey(Node(actor)))
            return;
        _gossips[actor] = actor % 2 == 0
            ? _gossips[actor].Down(Node(actor), Node(other).Address)
            : _gossips[actor].Join(Node(actor), Node(other), RolesOf(other));
    }

    private void LeaderActs(int actor)
    {
        var (self, mine) = (Node(actor), _gossips[actor]);
        if (mine.Leader(self)?.UniqueAddress == self)
        {
            _gossips[actor] = new LeaderActions(1, ImmutableDictionary<string, int>.Empty)
                .Apply(mine, self, NobodyConfirmed, DateTimeOffset.FromUnixTimeMilliseconds(_milliseconds));
        }
    }

    private void Tell(int from, int to) =>
        _gossips[to] = _gossips[to].Merge(_gossips[from]) is var merged && merged.Members.ContainsKey(Node(to))
            ? merged.SeenBy(Node(to))
            : merged;
}
