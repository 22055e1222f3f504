using System.Text;
using Akka.Configuration;
using Akka.Remote.Transport;
using Akka.Remote.Transport.Tls;

namespace Akka.Remote;

/// <summary>Bound from akka.remote; reference.conf explains each key.</summary>
internal sealed class RemoteSettings
{
    private const string Tcp = "akka.remote.dot-netty.tcp.";

    // Whoever sets one of them relies on what it does.
    private static readonly string[] OfAkkaNetOnly =
        ["untrusted-mode", "trusted-selection-paths", "log-received-messages", "log-sent-messages"];

    /// <exception cref="ConfigurationException">A value is out of range; the message names its key.</exception>
    public RemoteSettings(Config config)
    {
        Config = config;
        RefuseUnsupported();
        Hostname = config.GetString(Tcp + "hostname", "");
        Port = Port16("port");
        PublicHostname = config.GetString(Tcp + "public-hostname", "");
        PublicPort = Port16("public-port");
        ConnectionTimeout = Positive(Tcp + "connection-timeout");
        MaximumFrameSize = (int)Bytes("maximum-frame-size", 32_000, 1 << 30);
        BufferLimit = Bytes("write-buffer-high-water-mark", 1, long.MaxValue);
        RetryGateClosedFor = Positive("akka.remote.retry-gate-closed-for");
        FlushWait = config.GetTimeSpan("akka.remote.flush-wait-on-shutdown");
        LogLifecycleEvents = config.GetBoolean("akka.remote.log-remote-lifecycle-events");
        SystemMessageBufferSize = config.GetInt("akka.remote.system-message-buffer-size");
        Secret = ReadSecret();
        LargeDestinations = new PathPatterns(config.GetStringList("akka.remote.large-message-destinations"));
        Socket = ReadSocket();
        Tls = TlsSettings.From(config);
    }

    public Config Config { get; }

    public string Hostname { get; }

    public int Port { get; }

    public string PublicHostname { get; }

    public int PublicPort { get; }

    public TimeSpan ConnectionTimeout { get; }

    public int MaximumFrameSize { get; }

    public long BufferLimit { get; }

    public TimeSpan RetryGateClosedFor { get; }

    public TimeSpan FlushWait { get; }

    public bool LogLifecycleEvents { get; }

    public int SystemMessageBufferSize { get; }

    /// <summary>Null where no cookie is required.</summary>
    public byte[]? Secret { get; }

    public PathPatterns LargeDestinations { get; }

    public SocketSettings Socket { get; }

    /// <summary>Null where connections are without TLS.</summary>
    public TlsSettings? Tls { get; }

    private void RefuseUnsupported()
    {
        foreach (var key in OfAkkaNetOnly.Select(key => $"akka.remote.{key}"))
        {
            if (Config.GetValue(key) is { } value && value.ToString() is not ("off" or "false" or "no" or "[]"))
                throw new ConfigurationException($"{key} is {value}; it needs Stack=NuGet");
        }

        var other = Config.GetStringList("akka.remote.enabled-transports").FirstOrDefault(name => name != Tcp[..^1]);
        if (other is not null)
            throw new ConfigurationException($"akka.remote.enabled-transports has {other}; it needs Stack=NuGet");
    }

    private byte[]? ReadSecret()
    {
        if (!Config.GetBoolean("akka.remote.require-cookie")) return null;
        var cookie = Config.GetString("akka.remote.secure-cookie", "");
        return cookie.Length > 0 ? Encoding.UTF8.GetBytes(cookie) : throw new ConfigurationException(
            "akka.remote.secure-cookie is empty; akka.remote.require-cookie = on needs the secret that peers share");
    }

    private SocketSettings ReadSocket() => new(
        Config.GetBoolean(Tcp + "tcp-nodelay"),
        Config.GetBoolean(Tcp + "tcp-keepalive"),
        (int)Bytes("send-buffer-size", 0, int.MaxValue),
        (int)Bytes("receive-buffer-size", 0, int.MaxValue),
        Positive("akka.remote.transport-failure-detector.heartbeat-interval"),
        Positive("akka.remote.transport-failure-detector.acceptable-heartbeat-pause"));

    private int Port16(string key)
    {
        var port = Config.GetInt(Tcp + key);
        return port is >= 0 and <= ushort.MaxValue
            ? port
            : throw new ConfigurationException($"{Tcp}{key} is {port}; it must be 0 to 65535");
    }

    private long Bytes(string key, long least, long most)
    {
        var bytes = Config.GetByteSize(Tcp + key) ?? 0;
        return bytes >= least && bytes <= most
            ? bytes
            : throw new ConfigurationException($"{Tcp}{key} is {bytes} bytes; it must be {least} to {most}");
    }

    private TimeSpan Positive(string key)
    {
        var time = Config.GetTimeSpan(key);
        if (time <= TimeSpan.Zero) throw new ConfigurationException($"{key} is {time}; it must be more than 0");
        return time;
    }
}
