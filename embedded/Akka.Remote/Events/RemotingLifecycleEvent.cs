using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>What happens between systems, published on the event stream.</summary>
public abstract class RemotingLifecycleEvent
{
    public abstract LogLevel LogLevel();
}

/// <summary>An association in one direction; its lanes come and go under it.</summary>
public abstract class AssociationEvent(string eventName, Address localAddress, Address remoteAddress, bool inbound)
    : RemotingLifecycleEvent
{
    public Address LocalAddress { get; } = localAddress;

    public Address RemoteAddress { get; } = remoteAddress;

    public bool IsInbound { get; } = inbound;

    public override string ToString() => $"{eventName} [{LocalAddress}] {(IsInbound ? "<-" : "->")} {RemoteAddress}";
}

public sealed class AssociatedEvent(Address localAddress, Address remoteAddress, bool inbound)
    : AssociationEvent("Associated", localAddress, remoteAddress, inbound)
{
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

public sealed class DisassociatedEvent(Address localAddress, Address remoteAddress, bool inbound)
    : AssociationEvent("Disassociated", localAddress, remoteAddress, inbound)
{
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

public sealed class AssociationErrorEvent(
    Exception cause, Address localAddress, Address remoteAddress, bool inbound, LogLevel level)
    : AssociationEvent("AssociationError", localAddress, remoteAddress, inbound)
{
    public Exception Cause { get; } = cause;

    public override LogLevel LogLevel() => level;

    public override string ToString() => $"{base.ToString()}: {Cause.Message}";
}

public sealed class RemotingListenEvent(IList<Address> listenAddresses) : RemotingLifecycleEvent
{
    public IList<Address> ListenAddresses { get; } = listenAddresses;

    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;

    public override string ToString() => $"Remoting now listens on addresses: [{string.Join(", ", ListenAddresses)}]";
}

public sealed class RemotingShutdownEvent : RemotingLifecycleEvent
{
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;

    public override string ToString() => "Remoting shut down";
}

/// <summary>This side will have no more of that life of the peer; only a restart of the peer ends it.</summary>
public sealed class QuarantinedEvent(Address address, int uid) : RemotingLifecycleEvent
{
    public Address Address { get; } = address;

    public int Uid { get; } = uid;

    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;

    public override string ToString() =>
        $"{Address} with uid {Uid} is quarantined until it is restarted: nothing is sent to it or taken from it.";
}

/// <summary>The peer will have no more of this life of ours.</summary>
public sealed class ThisActorSystemQuarantinedEvent(Address localAddress, Address remoteAddress)
    : RemotingLifecycleEvent
{
    public Address LocalAddress { get; } = localAddress;

    public Address RemoteAddress { get; } = remoteAddress;

    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;

    public override string ToString() =>
        $"The remote system {RemoteAddress} has quarantined this system {LocalAddress}; restart it to be heard again.";
}
