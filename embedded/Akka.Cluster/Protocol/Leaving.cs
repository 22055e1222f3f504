using Akka.Actor;

namespace Akka.Cluster.Protocol;

/// <summary>Moves the member of that address to Leaving.</summary>
internal sealed record LeaveMember(Address Address) : IClusterMessage;

/// <summary>Moves the member of that address to Down, reachable or not.</summary>
internal sealed record DownMember(Address Address) : IClusterMessage;

/// <summary>From a node that is Exiting to the leader: it has done its last work and may be removed at once.</summary>
internal sealed record ExitingConfirmed(UniqueAddress Node) : IClusterMessage;
