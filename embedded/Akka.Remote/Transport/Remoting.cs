using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;

namespace Akka.Remote.Transport;

/// <summary>Listens, keeps an association for each peer, and tells the event stream and the log what happens.</summary>
internal sealed class Remoting : IInboundHost
{
    private readonly ConcurrentDictionary<Address, Association> associations = new();
    private readonly RemotingEvents events;
    private readonly Action<Peer, InboundFrame> receive;
    private readonly Listener listener;

    /// <exception cref="RemoteTransportException">The address cannot be listened at, and why.</exception>
    public Remoting(
        ExtendedActorSystem system, RemoteSettings settings, int uid, Func<object, string> pathOf,
        Action<Peer, InboundFrame> receive)
    {
        Settings = settings;
        this.receive = receive;
        events = new RemotingEvents(system, settings.LogLifecycleEvents);
        Outbound = new OutboundSettings(settings.BufferLimit, settings.MaximumFrameSize, pathOf);
        listener = Bind(settings);
        LocalAddress = new Address(Protocol(settings), system.Name, PublicHost(settings), PublicPort(settings));
        Handshake = new HandshakeSettings(
            new Identity(LocalAddress.ToString(), uid), settings.Secret, settings.ConnectionTimeout,
            TimeProvider.System)
        {
            Tls = settings.Tls,
        };
    }

    public Address LocalAddress { get; }

    public RemoteSettings Settings { get; }

    public OutboundSettings Outbound { get; }

    public HandshakeSettings Handshake { get; }

    public int MaximumFrameSize => Settings.MaximumFrameSize;

    public void Start()
    {
        listener.Start();
        Publish(new RemotingListenEvent([LocalAddress]));
    }

    public Association AssociationWith(Address address) =>
        associations.GetOrAdd(address, static (at, remoting) => new Association(remoting, at), this);

    public void Quarantine(Address address, int? uid, string reason) =>
        AssociationWith(address).Quarantine(uid, reason);

    /// <summary>Sends what is queued within flush-wait-on-shutdown and closes everything; blocks.</summary>
    public void Shutdown()
    {
        var deadline = DateTime.UtcNow + Settings.FlushWait;
        listener.Dispose();
        foreach (var association in associations.Values) association.Close();
        foreach (var association in associations.Values) association.AwaitClosed(deadline);
        Publish(new RemotingShutdownEvent());
    }

    public IWire Connect(Address to) => to is { Host: { } host, Port: { } port }
        ? new SocketWire(Dialler.Connect(host, port, Settings.ConnectionTimeout, Settings.Socket))
        : throw new IOException($"{to} has no host and port");

    public void Publish(RemotingLifecycleEvent e) => events.Publish(e);

    public void Undeliverable(in OutboundFrame frame, Exception? cause) => events.Undeliverable(frame, cause);

    public void Unreachable(Address address, Lane lane, Exception cause)
    {
        if (cause is HandshakeRefusedException { ByPeer: true, Cause: Refusal.Quarantined })
            Publish(new ThisActorSystemQuarantinedEvent(LocalAddress, address));
        events.Unreachable(new AssociationErrorEvent(cause, LocalAddress, address, false, LogLevel.WarningLevel), lane);
    }

    public void Quarantined(Address address, int? uid, string reason) => events.Quarantined(address, uid, reason);

    void IInboundHost.Admit(Peer peer)
    {
        if (!Address.TryParse(peer.Identity.Address, out var address))
        {
            throw new HandshakeRefusedException(
                Refusal.WrongAddress, $"'{peer.Identity.Address}' is not an address", byPeer: false);
        }

        AssociationWith(address).Meet(peer.Identity.Uid);
    }

    InboundSequence IInboundHost.Opened(Peer peer, IWire wire) => Of(peer).Opened(peer.Lane, wire);

    void IInboundHost.Closed(Peer peer, IWire wire, Exception? cause) => Of(peer).Closed(peer.Lane, wire, cause);

    void IInboundHost.Receive(Peer peer, in InboundFrame frame) => receive(peer, frame);

    void IInboundHost.Refused(string remoteEndPoint, Exception cause) => events.Refused(remoteEndPoint, cause);

    private Association Of(Peer peer) => AssociationWith(Address.Parse(peer.Identity.Address));

    private Listener Bind(RemoteSettings settings)
    {
        try
        {
            return new Listener(new IPEndPoint(BindAddress(settings.Hostname), settings.Port), settings.Socket, this);
        }
        catch (SocketException e)
        {
            var host = settings.Hostname.Length > 0 ? settings.Hostname : IPAddress.Any.ToString();
            throw new RemoteTransportException(
                $"Cannot listen at akka.remote.dot-netty.tcp {host}:{settings.Port}: {e.Message}", e);
        }
    }

    private static IPAddress BindAddress(string hostname)
    {
        if (hostname.Length == 0) return IPAddress.Any;
        if (IPAddress.TryParse(hostname, out var literal)) return literal;
        var addresses = Dns.GetHostAddresses(hostname);
        return addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
    }

    private static string Protocol(RemoteSettings settings) => settings.Tls is null ? "akka.tcp" : "akka.ssl.tcp";

    // Peers cannot call "every interface": they need a name of this machine.
    private static string PublicHost(RemoteSettings settings) => settings switch
    {
        { PublicHostname.Length: > 0 } => settings.PublicHostname,
        { Hostname: "" or "0.0.0.0" or "::" } => Dns.GetHostName(),
        _ => settings.Hostname,
    };

    private int PublicPort(RemoteSettings settings) => settings.PublicPort > 0 ? settings.PublicPort : listener.Port;
}
