using System.Collections.Concurrent;
using System.Numerics;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Transport;

namespace Akka.Remote;

/// <summary>Turns frames into messages and gives them to their recipients, on the connection's thread.</summary>
internal sealed class Inbox(ExtendedActorSystem system, RemoteActorRefProvider provider)
{
    private const int MaximumCauses = 1024;

    private readonly ILoggingAdapter log = Logging.GetLogger(system, "Akka.Remote");
    private readonly ConcurrentDictionary<(int Serializer, string Manifest), int> unreadable = new();

    /// <summary>Messages that no serializer here could read, since the start.</summary>
    public long Unreadable => unreadable.Values.Sum(count => (long)count);

    /// <exception cref="ProtocolViolationException">The connection is not to be trusted any more.</exception>
    public void Receive(Peer peer, InboundFrame frame)
    {
        try
        {
            var message = system.Serialization.Deserialize(frame.Payload, frame.SerializerId, frame.Manifest);
            if (Resolve(frame.Recipient) is not { IsLocal: true } recipient)
                throw new ArgumentException($"'{frame.Recipient?.Text}' is not here");
            Deliver(peer, frame, message, recipient);
        }
        catch (Exception e) when (e is not ProtocolViolationException)
        {
            ReportUnreadable(peer, frame, e);
        }
    }

    private void Deliver(Peer peer, in InboundFrame frame, object message, IInternalActorRef recipient)
    {
        if (frame.Kind == FrameKind.System) DeliverSystem(peer, message, recipient);
        else Deliver(message, recipient, Resolve(frame.Sender));
    }

    private static void Deliver(object message, IInternalActorRef recipient, IActorRef? sender)
    {
        if (message is ActorSelectionMessage selection) ActorSelection.Deliver(recipient, sender, selection);
        else recipient.Tell(message, sender);
    }

    private void DeliverSystem(Peer peer, object message, IInternalActorRef recipient)
    {
        if (message is not ISystemMessage system || peer.Lane != Lane.Control)
            throw new ProtocolViolationException($"A {message.GetType()} as a system message on lane {peer.Lane}");
        recipient.SendSystemMessage(system);
        if (system is not DeathWatchNotification { Actor: { } gone } notification) return;
        provider.NoteEnd(gone, watcher: recipient);
        // Who watched it by a path without uid knows it by that name.
        if (gone.Path.Uid != 0 && gone is RemoteActorRef)
            recipient.SendSystemMessage(notification with { Actor = provider.RemoteRef(gone.Path.WithUid(0)) });
    }

    // Each doubling gets a line: a stream of such messages is seen, and does not drown the log.
    private void ReportUnreadable(Peer peer, in InboundFrame frame, Exception cause)
    {
        if (unreadable.Count >= MaximumCauses) unreadable.Clear();
        var count = unreadable.AddOrUpdate((frame.SerializerId, frame.Manifest), 1, (_, before) => before + 1);
        if (!BitOperations.IsPow2(count)) return;
        log.Error(
            "Message with manifest '{0}' and serializer id {1} ({2} bytes) from {3} to {4} dropped, {5} so far: {6}",
            frame.Manifest, frame.SerializerId, frame.Payload.Length, peer.Identity.Address, frame.Recipient?.Text,
            count, cause.Message);
    }

    private IInternalActorRef? Resolve(ReceivedName? name)
    {
        if (name is null) return null;
        if (name.Resolved is IInternalActorRef { IsTerminated: false } known) return known;
        var resolved = (IInternalActorRef)provider.ResolveActorRef(name.Text);
        name.Resolved = resolved;
        return resolved;
    }
}
