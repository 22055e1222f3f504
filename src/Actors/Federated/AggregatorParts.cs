using Akka.Actor;

namespace SplitLearning.Actors.Federated;

/// <summary>What an aggregator is made of; tests put others in their place.</summary>
public sealed record AggregatorParts
{
    /// <summary>Tells the aggregator of nodes that come and go.</summary>
    public required Props Membership { get; init; }

    /// <summary>Dispatcher of the models' actor.</summary>
    public string ModelDispatcher { get; init; } = "torch-dispatcher";
}
