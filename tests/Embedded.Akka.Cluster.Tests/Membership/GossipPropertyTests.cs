using Akka.Cluster.Membership;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Embedded.Akka.Cluster.Tests.Membership;

/// <summary>Akka.NET, "Cluster Specification", Gossip: state converges whatever the order of exchanges.</summary>
public sealed class GossipPropertyTests
{
    // A fixed start: a failure is the same for everybody who runs the test.
    private static readonly Config Settings = Config.QuickThrowOnFailure
        .WithMaxTest(100)
        .WithEndSize(60)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20240607), null)));

    [Fact]
    public void AnyHistory_MergedBothWays_GivesTheSame() => ForAnyHistory(cluster =>
        Pairs(cluster).All(p => Same(p.A.Merge(p.B), p.B.Merge(p.A))));

    [Fact]
    public void AnyHistory_MergedInAnyGrouping_GivesTheSame() => ForAnyHistory(cluster =>
        Pairs(cluster).All(p => cluster.Gossips.All(c => Same(p.A.Merge(p.B).Merge(c), p.A.Merge(p.B.Merge(c))))));

    [Fact]
    public void AnyHistory_MergedAgain_ChangesNothing() => ForAnyHistory(cluster =>
        Pairs(cluster).All(p => Same(p.A.Merge(p.A), p.A) && Same(p.A.Merge(p.B).Merge(p.B), p.A.Merge(p.B))));

    [Fact]
    public void AnyHistory_Merged_NoStatusGoesBackAndNoRemovedMemberComesBack() => ForAnyHistory(cluster =>
        Pairs(cluster).All(p =>
        {
            var merged = p.A.Merge(p.B);
            return p.A.Members.Values.All(m => merged.Find(m.UniqueAddress) is not { } later
                    ? merged.Tombstones.ContainsKey(m.UniqueAddress)
                    : StatusOrder.Rank(later.Status) >= StatusOrder.Rank(m.Status))
                && !merged.Members.Keys.Any(merged.Tombstones.ContainsKey);
        }));

    [Fact]
    public void AnyHistory_Settled_AllWhoHaveNotGoneAgree() => ForAnyHistory(cluster =>
    {
        var gossips = cluster.Settle().Gossips;
        return gossips.All(g => Same(g, gossips[0]));
    });

    [Fact]
    public void AnyHistory_Settled_OneLeaderForAll() => ForAnyHistory(cluster =>
    {
        var gossips = cluster.Settle().Gossips;
        var members = gossips[0].Members.Keys.Where(n => gossips[0].Reachability.IsReachable(n));
        return members.Select(n => gossips[0].Leader(n)).Distinct().Count() <= 1;
    });

    private static void ForAnyHistory(Func<SimulatedCluster, bool> holds) =>
        Check.One(Settings, Prop.ForAll(
            Gen.Choose(0, SimulatedCluster.DifferentSteps - 1).ToArbitrary().Array(),
            steps => holds(new SimulatedCluster().Run(steps))));

    private static IEnumerable<(Gossip A, Gossip B)> Pairs(SimulatedCluster cluster) =>
        from a in cluster.Gossips from b in cluster.Gossips select (a, b);

    private static bool Same(Gossip a, Gossip b) => Canonical.Text(a) == Canonical.Text(b);
}
