using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Protocol;
using Akka.Serialization;

namespace Akka.Cluster.Serialization;

/// <summary>Own binary form of all messages between cluster nodes: a manifest names the message, never a
/// type.</summary>
public class ClusterMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 5;

    public override string Manifest(object o) => o switch
    {
        InitJoin => "IJ",
        InitJoinAck => "IJA",
        InitJoinNack => "IJN",
        Join => "J",
        Welcome => "W",
        LeaveMember => "L",
        DownMember => "D",
        ExitingConfirmed => "EC",
        GossipEnvelope => "GE",
        GossipStatus => "GS",
        Heartbeat => "HB",
        HeartbeatResponse => "HBR",
        _ => throw new ArgumentException($"{o.GetType()} is no message of the cluster protocol", nameof(o)),
    };

    public override byte[] ToBinary(object obj)
    {
        var to = new WireWriter();
        Write(to, obj);
        return to.ToArray();
    }

    /// <exception cref="SerializationException">Unknown manifest, or bytes that are no such message.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            var from = new WireReader(bytes);
            var message = Read(ref from, manifest);
            from.End();
            return message;
        }
        catch (ArgumentException e)
        {
            throw new SerializationException($"Cluster message {manifest} contradicts itself: {e.Message}", e);
        }
    }

    private static void Write(WireWriter to, object message)
    {
        switch (message)
        {
            case InitJoin m: to.Number(m.Terms.ProtocolVersion); to.Text(m.Terms.Downing); break;
            case InitJoinAck m: to.Address(m.From); to.Text(m.Refusal); break;
            case InitJoinNack m: to.Address(m.From); break;
            case Join m: to.Node(m.Node); to.All(m.Roles, to.Text); break;
            case Welcome m: to.Node(m.From); GossipCodec.Write(to, m.Gossip); break;
            case LeaveMember m: to.Address(m.Address); break;
            case DownMember m: to.Address(m.Address); break;
            case ExitingConfirmed m: to.Node(m.Node); break;
            case GossipEnvelope m: to.Node(m.From); to.Node(m.To); GossipCodec.Write(to, m.Gossip); break;
            case GossipStatus m: to.Node(m.From); GossipCodec.Write(to, m.Version); to.Number(m.SeenDigest); break;
            case Heartbeat m: to.Address(m.From); to.Number(m.Sequence); break;
            case HeartbeatResponse m: to.Node(m.From); to.Number(m.Sequence); break;
            default: throw new ArgumentException($"{message.GetType()} is no message of the cluster protocol");
        }
    }

    private static object Read(ref WireReader from, string manifest) => manifest switch
    {
        "IJ" => new InitJoin(new JoinTerms(from.Int32(), from.Text())),
        "IJA" => new InitJoinAck(from.Address(), from.Text() is { Length: > 0 } refusal ? refusal : null),
        "IJN" => new InitJoinNack(from.Address()),
        "J" => new Join(from.Node(), [.. from.All((ref r) => r.Text())]),
        "W" => new Welcome(from.Node(), GossipCodec.ReadGossip(ref from)),
        "L" => new LeaveMember(from.Address()),
        "D" => new DownMember(from.Address()),
        "EC" => new ExitingConfirmed(from.Node()),
        "GE" => new GossipEnvelope(from.Node(), from.Node(), GossipCodec.ReadGossip(ref from)),
        "GS" => new GossipStatus(from.Node(), GossipCodec.ReadVersion(ref from), from.Number()),
        "HB" => new Heartbeat(from.Address(), from.Number()),
        "HBR" => new HeartbeatResponse(from.Node(), from.Number()),
        _ => throw new SerializationException($"Manifest '{manifest}' names no message of the cluster protocol"),
    };
}
