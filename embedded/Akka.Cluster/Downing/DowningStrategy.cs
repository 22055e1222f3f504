using Akka.Actor;

namespace Akka.Cluster.Downing;

/// <summary>What this side of a partition has to do.</summary>
internal enum DowningDecision { DownUnreachable, DownReachable, DownAll }

/// <summary>Comes to decisions that fit together on both sides, though neither hears the other.</summary>
internal abstract record DowningStrategy
{
    /// <param name="reachable">Members that are Up or Leaving on this side; joining ones do not count.</param>
    /// <param name="unreachable">Those on the other sides.</param>
    public abstract DowningDecision Decide(
        IReadOnlyCollection<Member> reachable, IReadOnlyCollection<Member> unreachable);
}

/// <summary>The bigger side lives on; of two equal ones that with the lowest address.</summary>
/// <param name="Role">Only members with this role count; empty: all.</param>
internal sealed record KeepMajority(string Role) : DowningStrategy
{
    public override DowningDecision Decide(
        IReadOnlyCollection<Member> reachable, IReadOnlyCollection<Member> unreachable)
    {
        var here = reachable.Where(Counts).ToList();
        var there = unreachable.Where(Counts).ToList();
        if (here.Count == 0 && there.Count == 0)
            return DowningDecision.DownAll; // nobody may decide: each side would keep itself
        var isHere = here.Count != there.Count ? here.Count > there.Count : here.Min()! < there.Min()!;
        return isHere ? DowningDecision.DownUnreachable : DowningDecision.DownReachable;
    }

    private bool Counts(Member member) => Role.Length == 0 || member.HasRole(Role);
}

/// <summary>The side with one given node lives on, unless it is too small.</summary>
/// <param name="MinimumNodes">With fewer on the referee's side all go down.</param>
internal sealed record KeepReferee(Address Referee, int MinimumNodes) : DowningStrategy
{
    public override DowningDecision Decide(
        IReadOnlyCollection<Member> reachable, IReadOnlyCollection<Member> unreachable)
    {
        if (!reachable.Any(m => m.Address.Equals(Referee)))
            return DowningDecision.DownReachable;
        return reachable.Count < MinimumNodes ? DowningDecision.DownAll : DowningDecision.DownUnreachable;
    }
}
