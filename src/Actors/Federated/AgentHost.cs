using Akka.Actor;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Models.Federated;
using static SplitLearning.Actors.Protocols.FederationProtocol;

namespace SplitLearning.Actors.Federated;

/// <summary>An agent as the aggregator sees it, whether it is there or not, and the clients it hosts.</summary>
internal sealed class AgentHost(EnlistedAgent enlisted)
{
    public string Name => enlisted.Name;

    /// <summary>What its data are, in its own words.</summary>
    public string Data => enlisted.Data;

    /// <summary>The agent's actor in its present, or its last, life.</summary>
    public IActorRef Ref { get; private set; } = enlisted.Ref;

    /// <summary>The agent has the plan and answers.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>The clients that it can host, when it last said so.</summary>
    public IReadOnlyList<FederatedMember> Offered { get; private set; } = [];

    /// <summary>Gives out what its jobs result in.</summary>
    public IActorRef Holder { get; private set; } = ActorRefs.Nobody;

    /// <summary>What it hosts in the course under way.</summary>
    public IReadOnlyList<HostedClient> Clients { get; set; } = [];

    /// <summary>The agent has a new life.</summary>
    public void Replace(IActorRef agent)
    {
        Ref = agent;
        Leave();
    }

    public void Accept(ClientsOffered offer) => (IsPresent, Offered, Holder) = (true, offer.Clients, offer.Holder);

    public void Leave() => IsPresent = false;
}
