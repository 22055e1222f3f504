using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Membership;

namespace Akka.Cluster;

/// <summary>One node of the cluster. Two members are equal when their unique addresses are, whatever their
/// status.</summary>
public class Member : IComparable<Member>, IComparable
{
    public static readonly IComparer<Address> AddressOrdering = Comparer<Address>.Create(CompareAddresses);

    /// <summary>Oldest first.</summary>
    public static readonly IComparer<Member> AgeOrdering =
        Comparer<Member>.Create((a, b) => a.Equals(b) ? 0 : a.IsOlderThan(b) ? -1 : 1);

    private Member(UniqueAddress uniqueAddress, int upNumber, MemberStatus status, ImmutableHashSet<string> roles)
    {
        UniqueAddress = uniqueAddress;
        UpNumber = upNumber;
        Status = status;
        Roles = roles;
    }

    public UniqueAddress UniqueAddress { get; }

    public Address Address => UniqueAddress.Address;

    public MemberStatus Status { get; }

    public ImmutableHashSet<string> Roles { get; }

    /// <summary>The how-manieth member this was to become Up; int.MaxValue before that.</summary>
    internal int UpNumber { get; }

    internal static Member Joining(UniqueAddress node, ImmutableHashSet<string> roles) =>
        new(node, int.MaxValue, MemberStatus.Joining, roles);

    internal static Member Restore(UniqueAddress node, int upNumber, MemberStatus status,
        ImmutableHashSet<string> roles) => new(node, upNumber, status, roles);

    public bool HasRole(string role) => Roles.Contains(role);

    public bool IsOlderThan(Member other) =>
        UpNumber != other.UpNumber ? UpNumber < other.UpNumber : UniqueAddress.CompareTo(other.UniqueAddress) < 0;

    /// <exception cref="InvalidOperationException">A member cannot go from its status to this one.</exception>
    public Member Copy(MemberStatus status)
    {
        if (status == Status)
            return this;
        if (!StatusOrder.MayBecome(Status, status))
            throw new InvalidOperationException($"Member {Address} is {Status} and cannot become {status}");
        return new Member(UniqueAddress, UpNumber, status, Roles);
    }

    public Member CopyUp(int upNumber) => new Member(UniqueAddress, upNumber, Status, Roles).Copy(MemberStatus.Up);

    public int CompareTo(Member? other) => other is null ? 1 : UniqueAddress.CompareTo(other.UniqueAddress);

    public int CompareTo(object? obj) => CompareTo(obj as Member);

    public override bool Equals(object? obj) => obj is Member other && UniqueAddress.Equals(other.UniqueAddress);

    public override int GetHashCode() => UniqueAddress.GetHashCode();

    public override string ToString() =>
        $"Member(address = {Address}, Uid={UniqueAddress.Uid} status = {Status}, " +
        $"role=[{string.Join(',', Roles.Order(StringComparer.Ordinal))}], upNumber={UpNumber})";

    public static bool operator ==(Member? left, Member? right) => Equals(left, right);

    public static bool operator !=(Member? left, Member? right) => !Equals(left, right);

    public static bool operator <(Member left, Member right) => left.CompareTo(right) < 0;

    public static bool operator >(Member left, Member right) => left.CompareTo(right) > 0;

    public static bool operator <=(Member left, Member right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Member left, Member right) => left.CompareTo(right) >= 0;

    private static int CompareAddresses(Address? a, Address? b)
    {
        var byHost = string.CompareOrdinal(a?.Host, b?.Host);
        return byHost != 0 ? byHost : Nullable.Compare(a?.Port, b?.Port);
    }
}
