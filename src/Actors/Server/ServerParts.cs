using Akka.Actor;
using SplitLearning.Models;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Server;

/// <summary>What a server is made of; tests put others in their place.</summary>
public sealed record ServerParts
{
    /// <summary>Tells the server of nodes that come and go.</summary>
    public required Props Membership { get; init; }

    /// <summary>Builds the server model, on the thread that will use it.</summary>
    public required Func<TrainingPlan, IServerModel> BuildModel { get; init; }

    /// <summary>Number of classes of the workload.</summary>
    public required int Classes { get; init; }

    /// <summary>Number of trainable parameters of the whole model.</summary>
    public required long Parameters { get; init; }

    /// <summary>Dispatcher of the model's actor.</summary>
    public string ModelDispatcher { get; init; } = "torch-dispatcher";
}
