using Akka.Cluster.Membership;

namespace Akka.Cluster.Protocol;

/// <summary>Best effort and idempotent; <paramref name="To"/> guards against gossip for a former node of that
/// address.</summary>
internal sealed record GossipEnvelope(UniqueAddress From, UniqueAddress To, Gossip Gossip) : IClusterMessage;

/// <summary>Instead of the gossip itself where the other probably holds it already.</summary>
/// <param name="SeenDigest">Of the set of nodes that have seen this version.</param>
internal sealed record GossipStatus(UniqueAddress From, VectorClock Version, long SeenDigest) : IClusterMessage;
