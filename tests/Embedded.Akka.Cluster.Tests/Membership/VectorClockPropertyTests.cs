using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Membership;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using static Akka.Cluster.Membership.VectorClock;

namespace Embedded.Akka.Cluster.Tests.Membership;

/// <summary>Akka.NET, "Cluster Specification", Gossip: vector clocks say which of two states is newer.</summary>
public sealed class VectorClockPropertyTests
{
    // A fixed start: a failure is the same for everybody who runs the test.
    private static readonly Config Settings = Config.QuickThrowOnFailure
        .WithMaxTest(500)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20240607), null)));

    private static readonly ImmutableArray<UniqueAddress> Nodes =
        [.. Enumerable.Range(1, 3).Select(i => new UniqueAddress(Node(i), i))];

    private static readonly Gen<VectorClock> Clocks = Gen.Choose(0, 3).ListOf(Nodes.Length).Select(counts =>
        new VectorClock(Nodes.Zip(counts).Where(c => c.Second > 0)
            .ToImmutableSortedDictionary(c => c.First, c => (long)c.Second)));

    [Fact]
    public void AnyTwo_Compared_OppositeBothWays() => ForAny((a, b, _) => a.CompareTo(b) == Opposite(b.CompareTo(a)));

    [Fact]
    public void AnyThree_InOrder_OrderIsTransitive() => ForAny((a, b, c) =>
        !(IsUpTo(a, b) && IsUpTo(b, c)) || IsUpTo(a, c));

    [Fact]
    public void AnyTwo_Merged_IsTheLeastThatIsNotBeforeEither() => ForAny((a, b, c) =>
        IsUpTo(a, a.Merge(b)) && IsUpTo(b, a.Merge(b)) && (!(IsUpTo(a, c) && IsUpTo(b, c)) || IsUpTo(a.Merge(b), c)));

    [Fact]
    public void AnyThree_MergedInAnyOrder_GiveTheSame() => ForAny((a, b, c) =>
        a.Merge(b).CompareTo(b.Merge(a)) == Ordering.Same
        && a.Merge(b).Merge(c).CompareTo(a.Merge(b.Merge(c))) == Ordering.Same
        && a.Merge(a).CompareTo(a) == Ordering.Same);

    [Fact]
    public void Any_IncrementedByTwoNodes_BothAreAfterItAndConcurrent() => ForAny((a, _, _) =>
        a.Increment(Nodes[0]).CompareTo(a) == Ordering.After
        && a.Increment(Nodes[0]).CompareTo(a.Increment(Nodes[1])) == Ordering.Concurrent);

    private static bool IsUpTo(VectorClock a, VectorClock b) => a.CompareTo(b) is Ordering.Before or Ordering.Same;

    private static Ordering Opposite(Ordering order) => order switch
    {
        Ordering.Before => Ordering.After,
        Ordering.After => Ordering.Before,
        _ => order,
    };

    private static Address Node(int port) => new("akka.tcp", "sys", "h", port);

    private static void ForAny(Func<VectorClock, VectorClock, VectorClock, bool> holds) => Check.One(
        Settings, Prop.ForAll(Clocks.ListOf(3).ToArbitrary(), clocks => holds(clocks[0], clocks[1], clocks[2])));
}
