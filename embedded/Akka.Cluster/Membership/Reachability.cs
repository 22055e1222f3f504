using System.Collections.Immutable;

namespace Akka.Cluster.Membership;

internal enum ReachabilityStatus { Reachable = 0, Unreachable = 1, Terminated = 2 }

/// <summary>Who observes whom as unreachable. Only the observer changes its row, so the higher version is the later
/// one.</summary>
internal sealed class Reachability(ImmutableSortedDictionary<UniqueAddress, Reachability.Row> rows)
{
    public static readonly Reachability Empty = new(ImmutableSortedDictionary<UniqueAddress, Row>.Empty);

    /// <summary>What one observer says; a subject that is missing is reachable. An empty row still carries its version:
    /// without it an older row would come back by gossip.</summary>
    internal sealed record Row(long Version, ImmutableSortedDictionary<UniqueAddress, ReachabilityStatus> Subjects)
    {
        public static readonly Row Initial =
            new(0, ImmutableSortedDictionary<UniqueAddress, ReachabilityStatus>.Empty);
    }

    public ImmutableSortedDictionary<UniqueAddress, Row> Rows { get; } = rows;

    /// <summary>All that somebody cannot reach, whether it may come back or not.</summary>
    public ImmutableHashSet<UniqueAddress> AllUnreachable => [.. Rows.Values.SelectMany(r => r.Subjects.Keys)];

    public Reachability Unreachable(UniqueAddress observer, UniqueAddress subject) =>
        Change(observer, subject, ReachabilityStatus.Unreachable);

    public Reachability Terminated(UniqueAddress observer, UniqueAddress subject) =>
        Change(observer, subject, ReachabilityStatus.Terminated);

    /// <summary>No effect on a subject that was terminated: it never comes back.</summary>
    public Reachability Reachable(UniqueAddress observer, UniqueAddress subject) =>
        Change(observer, subject, ReachabilityStatus.Reachable);

    public ReachabilityStatus Status(UniqueAddress observer, UniqueAddress subject) =>
        Rows.GetValueOrDefault(observer)?.Subjects.GetValueOrDefault(subject) ?? ReachabilityStatus.Reachable;

    public bool IsReachable(UniqueAddress subject) => !Rows.Values.Any(r => r.Subjects.ContainsKey(subject));

    public bool IsReachable(UniqueAddress observer, UniqueAddress subject) =>
        Status(observer, subject) == ReachabilityStatus.Reachable;

    /// <summary>Without what these observers say; what is said about them stays.</summary>
    public Reachability WithoutObservers(IEnumerable<UniqueAddress> observers) => new(Rows.RemoveRange(observers));

    /// <summary>Only with these nodes, as observers and as subjects.</summary>
    public Reachability Restrict(Func<UniqueAddress, bool> keep) => new(Rows
        .Where(r => keep(r.Key))
        .ToImmutableSortedDictionary(r => r.Key, r => r.Value with
        {
            Subjects = r.Value.Subjects.RemoveRange(r.Value.Subjects.Keys.Where(s => !keep(s))),
        }));

    public Reachability Merge(Reachability other, Func<UniqueAddress, bool> keep)
    {
        var merged = Rows.ToBuilder();
        foreach (var (observer, row) in other.Rows)
        {
            if (!merged.TryGetValue(observer, out var mine) || mine.Version < row.Version)
                merged[observer] = row;
        }
        return new Reachability(merged.ToImmutable()).Restrict(keep);
    }

    private Reachability Change(UniqueAddress observer, UniqueAddress subject, ReachabilityStatus status)
    {
        var row = Rows.GetValueOrDefault(observer) ?? Row.Initial;
        var now = row.Subjects.GetValueOrDefault(subject);
        if (now == status || now == ReachabilityStatus.Terminated)
            return this;
        var subjects = status == ReachabilityStatus.Reachable
            ? row.Subjects.Remove(subject)
            : row.Subjects.SetItem(subject, status);
        return new Reachability(Rows.SetItem(observer, new Row(row.Version + 1, subjects)));
    }
}
