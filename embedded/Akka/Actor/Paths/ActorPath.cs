using System.Globalization;

namespace Akka.Actor;

/// <summary>Names an actor: address, the names from the root down, and the uid of one incarnation (0: any). Equality
/// leaves the uid out; references compare it too.</summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private const string Symbols = "\"-_.*$+:@&=,!~';()%";
    private string? _withoutAddress;

    private protected ActorPath(Address address, ActorPath? parent, string name, long uid)
    {
        Address = address;
        Parent = parent ?? this;
        Name = name;
        Uid = uid;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    public Address Address { get; }

    /// <summary>The path above; of the root, itself.</summary>
    public ActorPath Parent { get; }

    public string Name { get; }

    public long Uid { get; }

    public int Depth { get; }

    public ActorPath Root => Depth == 0 ? this : Parent.Root;

    /// <summary>The names below the root.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var names = new string[Depth];
            for (var path = this; path.Depth > 0; path = path.Parent)
                names[path.Depth - 1] = path.Name;
            return names;
        }
    }

    internal IReadOnlyList<string> ElementsWithUid
    {
        get
        {
            var names = (string[])Elements;
            if (Depth > 0)
                names[^1] += UidSuffix;
            return names;
        }
    }

    private string UidSuffix => Uid == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"#{Uid}");

    public static ActorPath operator /(ActorPath path, string name) => new ChildActorPath(path, name, 0);

    public static ActorPath operator /(ActorPath path, IEnumerable<string> names) =>
        names.Aggregate(path, (above, name) => above / name);

    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    /// <summary>Letters, digits and a few signs, not beginning with '$' (names the engine gives itself do).</summary>
    public static bool IsValidPathElement(string s) => s.Length > 0 && s[0] != '$' &&
        s.All(c => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c));

    /// <exception cref="UriFormatException">The text is no absolute path.</exception>
    public static ActorPath Parse(string path) => TryParse(path, out var result)
        ? result
        : throw new UriFormatException($"'{path}' is not an actor path; write akka.tcp://system@host:port/user/name");

    public static bool TryParse(string path, out ActorPath actorPath)
    {
        actorPath = null!;
        if (!Address.TrySplit(path, out var address, out var rest))
            return false;
        var uid = 0L;
        var hash = rest.IndexOf('#');
        if (hash >= 0 && !long.TryParse(
            rest.AsSpan(hash + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out uid))
            return false;
        var names = (hash < 0 ? rest : rest[..hash]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        actorPath = names.Aggregate((ActorPath)new RootActorPath(address), (above, name) => above / name).WithUid(uid);
        return true;
    }

    public ActorPath Child(string childName) => this / childName;

    public abstract ActorPath WithUid(long uid);

    public string ToStringWithoutAddress() => _withoutAddress ??= "/" + string.Join('/', Elements);

    public string ToStringWithAddress() => ToStringWithAddress(Address);

    /// <summary>With the path's own address if it has a host, else with the one given.</summary>
    public string ToStringWithAddress(Address address) =>
        (Address.HasGlobalScope ? Address : address) + ToStringWithoutAddress();

    public string ToStringWithUid() => ToStringWithAddress() + UidSuffix;

    public string ToSerializationFormat() => ToSerializationFormatWithAddress(Address);

    public string ToSerializationFormatWithAddress(Address address) => ToStringWithAddress(address) + UidSuffix;

    public bool Equals(ActorPath? other)
    {
        if (other is null || Depth != other.Depth)
            return false;
        ActorPath left = this, right = other;
        for (; !ReferenceEquals(left, right); left = left.Parent, right = right.Parent)
            if (left.Name != right.Name)
                return false;
            else if (left.Depth == 0)
                return left.Address.Equals(right.Address);
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var path = this; path.Depth > 0; path = path.Parent)
            hash.Add(path.Name);
        return hash.ToHashCode();
    }

    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => ToStringWithAddress();
}

public sealed class RootActorPath(Address address, string name = "/") : ActorPath(address, null, name, 0)
{
    public override ActorPath WithUid(long uid) => uid == 0
        ? this
        : throw new NotSupportedException($"The root path {this} has no uid; {uid} was given");
}

public sealed class ChildActorPath(ActorPath parent, string name, long uid)
    : ActorPath(parent.Address, parent, name, uid)
{
    public override ActorPath WithUid(long uid) => uid == Uid ? this : new ChildActorPath(Parent, Name, uid);
}
