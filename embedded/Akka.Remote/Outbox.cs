using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Transport;

namespace Akka.Remote;

/// <summary>Turns messages into frames, on the sender's thread.</summary>
internal sealed class Outbox(ExtendedActorSystem system, RemoteSettings settings)
{
    private readonly ILoggingAdapter log = Logging.GetLogger(system, "Akka.Remote");
    private readonly Akka.Serialization.Serialization serialization = system.Serialization;

    /// <param name="names">Of a path from the root down.</param>
    public Lane LaneFor(IReadOnlyList<string> names)
    {
        if (names is ["system", ..]) return Lane.Control;
        return settings.LargeDestinations.Matches(names) ? Lane.Bulk : Lane.Ordinary;
    }

    public void Send(object message, IActorRef? sender, RemoteActorRef to, Association association, Lane lane)
    {
        if (TryFrame(FrameKind.Message, message, sender, to, out var frame))
            association.Send(message is ActorSelectionMessage selection ? LaneFor(selection) : lane, frame);
    }

    public void SendSystem(ISystemMessage message, RemoteActorRef to, Association association)
    {
        if (TryFrame(FrameKind.System, message, null, to, out var frame)) association.SendSystem(frame);
    }

    // A selection is addressed to the root; where it means to arrive stands in its elements.
    private Lane LaneFor(ActorSelectionMessage selection) =>
        LaneFor([.. selection.Elements.Select(element => element.ToString() ?? "")]);

    private bool TryFrame(FrameKind kind, object message, IActorRef? sender, RemoteActorRef to, out OutboundFrame frame)
    {
        try
        {
            var serializer = serialization.FindSerializerFor(message);
            var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, message);
            var payload = serializer.ToBinary(message);
            frame = new OutboundFrame(kind, 0, to, sender, serializer.Identifier, manifest, payload, message);
            return true;
        }
        catch (Exception e)
        {
            // As for a message that gets lost on the way: telling never throws at the sender.
            log.Error(e, "A {0} was not sent to {1}, it cannot be serialized: {2}",
                message.GetType(), to.Path, e.Message);
            frame = default;
            return false;
        }
    }
}
