using System.Globalization;

namespace Akka.Actor;

/// <summary>Where an actor system is: <c>akka://sys</c>, or <c>akka.tcp://sys@host:port</c> for all.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>
{
    public static readonly Address AllSystems = new("akka", "all-systems");
    private readonly string _text;

    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
        var at = Host is null ? "" : "@" + (Host.Contains(':') && !Host.StartsWith('[') ? $"[{Host}]" : Host);
        _text = string.Create(CultureInfo.InvariantCulture,
            $"{protocol}://{system}{at}{(port is null ? "" : ":")}{port}");
    }

    public string Protocol { get; }

    public string System { get; }

    public string? Host { get; }

    public int? Port { get; }

    public bool HasGlobalScope => Host is not null;

    public static bool operator ==(Address? left, Address? right) => Equals(left, right);

    public static bool operator !=(Address? left, Address? right) => !Equals(left, right);

    /// <exception cref="UriFormatException">The text is no address.</exception>
    public static Address Parse(string address) => TryParse(address, out var result)
        ? result
        : throw new UriFormatException($"'{address}' is not an address; write akka.tcp://system@host:port");

    public static bool TryParse(string address, out Address result) =>
        TrySplit(address, out result, out var rest) && rest is "" or "/";

    /// <summary>"system@host:port", or "system" for a local one.</summary>
    public string HostPort() => _text[(Protocol.Length + 3)..];

    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    public Address WithHost(string? host = null) => new(Protocol, System, host, Port);

    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    public bool Equals(Address? other) => other is not null && (ReferenceEquals(this, other) || _text == other._text);

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(Address? other)
    {
        if (other is null)
            return 1;
        var order = string.CompareOrdinal($"{Protocol}://{System}", $"{other.Protocol}://{other.System}");
        order = order != 0 ? order : string.CompareOrdinal(Host, other.Host);
        return order != 0 ? order : Nullable.Compare(Port, other.Port);
    }

    public override string ToString() => _text;

    /// <summary>Splits "protocol://system@host:port/rest" into address and "/rest".</summary>
    internal static bool TrySplit(string text, out Address address, out string rest)
    {
        address = null!;
        rest = "";
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon <= 0)
            return false;
        var start = colon + 3;
        var slash = text.IndexOf('/', start);
        var end = slash < 0 ? text.Length : slash;
        rest = text[end..];
        return TryAuthority(text[..colon], text[start..end], out address);
    }

    private static bool TryAuthority(string protocol, string authority, out Address address)
    {
        address = null!;
        var at = authority.IndexOf('@');
        var system = at < 0 ? authority : authority[..at];
        if (system.Length == 0)
            return false;
        if (at < 0)
        {
            address = new Address(protocol, system);
            return !system.Contains(':');
        }
        var port = authority.LastIndexOf(':');
        if (port <= at + 1 || !ushort.TryParse(
            authority.AsSpan(port + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        address = new Address(protocol, system, authority[(at + 1)..port].Trim('[', ']'), number);
        return true;
    }
}
