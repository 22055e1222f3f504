using Akka.Actor;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Federated;

/// <summary>What an aggregator is made of; tests put others in their place.</summary>
public sealed record AggregatorParts
{
    /// <summary>Tells the aggregator of nodes that come and go.</summary>
    public required Props Membership { get; init; }

    /// <summary>The file whose hash the plan names; null when it names none.</summary>
    public WeightsFile? Weights { get; init; }

    /// <summary>Dispatcher of the models' actor.</summary>
    public string ModelDispatcher { get; init; } = "torch-dispatcher";
}
