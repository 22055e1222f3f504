using Akka.Actor;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Models.Federated;
using static SplitLearning.Actors.Protocols.FederationProtocol;

namespace SplitLearning.Actors.Federated;

/// <summary>A place for clients.</summary>
internal sealed class AgentHost(EnlistedAgent enlisted) : AgentSeat(enlisted)
{
    /// <summary>The clients that it can host, when it last said so.</summary>
    public IReadOnlyList<FederatedMember> Offered { get; private set; } = [];

    /// <summary>Gives out what its jobs result in.</summary>
    public IActorRef Holder { get; private set; } = ActorRefs.Nobody;

    /// <summary>What it hosts in the course under way.</summary>
    public IReadOnlyList<HostedClient> Clients { get; set; } = [];

    public void Accept(ClientsOffered offer) => (IsPresent, Offered, Holder) = (true, offer.Clients, offer.Holder);
}
