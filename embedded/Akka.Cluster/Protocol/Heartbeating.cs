using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Protocol;

internal sealed record Heartbeat(Address From, long Sequence) : IClusterMessage, IDeadLetterSuppression;

/// <summary>Names the incarnation: an answer of a restarted node must not keep its predecessor alive.</summary>
internal sealed record HeartbeatResponse(UniqueAddress From, long Sequence) : IClusterMessage, IDeadLetterSuppression;
