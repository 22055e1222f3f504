using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

namespace Akka.Remote.Transport;

/// <summary>Publishes and logs what happens; of one cause with one peer, one line, however often it comes.</summary>
internal sealed class RemotingEvents(ExtendedActorSystem system, bool logLifecycle)
{
    private const int MaximumRemembered = 1024;

    private readonly ILoggingAdapter log = Logging.GetLogger(system, "Akka.Remote");
    private readonly ConcurrentDictionary<string, bool> told = new();

    public void Publish(RemotingLifecycleEvent e)
    {
        if (e is AssociatedEvent associated) Forget(associated.RemoteAddress);
        var repeated = e is AssociationErrorEvent error && !IsNew($"from {error.RemoteAddress} {error.Cause.Message}");
        if (logLifecycle && !repeated) log.Log(e.LogLevel(), "{0}", e);
        system.EventStream.Publish(e);
    }

    public void Unreachable(AssociationErrorEvent e, Lane lane)
    {
        if (IsNew($"to {e.RemoteAddress} {e.Cause.Message}"))
            log.Warning("No {0} connection to {1}: {2}", lane, e.RemoteAddress, e.Cause.Message);
        system.EventStream.Publish(e);
    }

    /// <summary>A connection that did not get through the handshake.</summary>
    public void Refused(string remoteEndPoint, Exception cause)
    {
        var host = remoteEndPoint[..Math.Max(0, remoteEndPoint.LastIndexOf(':'))];
        var kind = cause is HandshakeRefusedException refusal ? refusal.Cause.ToString() : "Broken";
        if (!IsNew($"{host} {kind}")) return;
        // A broken connection names itself.
        var what = cause.Message.StartsWith(remoteEndPoint, StringComparison.Ordinal)
            ? cause.Message
            : $"{remoteEndPoint}: {cause.Message}";
        log.Warning("Refused a connection: {0}", what);
    }

    public void Quarantined(Address address, int? uid, string reason)
    {
        if (uid is null) log.Warning("{0} is given up: {1}", address, reason);
        else log.Warning("{0} with uid {1} is quarantined: {2}", address, uid, reason);
        if (uid is not null) system.EventStream.Publish(new QuarantinedEvent(address, uid.Value));
        AddressTerminatedTopic.Get(system).Publish(new AddressTerminated(address));
    }

    /// <param name="cause">Null or a broken connection where the frame itself is not to blame.</param>
    public void Undeliverable(in OutboundFrame frame, Exception? cause)
    {
        if (cause is not null and not IOException)
        {
            log.Error("A {0} with manifest '{1}' was not sent to {2}: {3}",
                frame.Message?.GetType(), frame.Manifest, frame.Recipient, cause.Message);
        }

        if (frame is not { Kind: FrameKind.Message, Message: { } message, Recipient: IActorRef recipient }) return;
        var sender = frame.Sender as IActorRef ?? system.DeadLetters;
        system.DeadLetters.Tell(AllDeadLetters.For(message, sender, recipient), sender);
    }

    private bool IsNew(string what)
    {
        // Whoever can make causes up at will shall not fill the memory.
        if (told.Count >= MaximumRemembered) told.Clear();
        return told.TryAdd(what, true);
    }

    // It was reached: when it is lost again, that is news.
    private void Forget(Address address)
    {
        var prefix = $"to {address} ";
        foreach (var what in told.Keys.Where(what => what.StartsWith(prefix, StringComparison.Ordinal)))
            told.TryRemove(what, out _);
    }
}
