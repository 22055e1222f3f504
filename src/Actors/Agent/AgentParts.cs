using Akka.Actor;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Agent;

/// <summary>What an agent is made of; tests put others in their place.</summary>
public sealed record AgentParts
{
    /// <summary>Tells the agent of nodes that come and go.</summary>
    public required Props Membership { get; init; }

    /// <summary>Builds the client model, on the thread that will use it.</summary>
    public required Func<TrainingPlan, IClientModel> BuildModel { get; init; }

    /// <summary>What the process holds of the client model; the same in every life of the agent's actor.</summary>
    public HeldStates Held { get; init; } = new();

    /// <summary>Federated training: the actor that hosts the clients.</summary>
    internal Func<IDataset, AgentRun, JobProgress, Props> ClientHost { get; init; } =
        (data, run, progress) => Props.Create(() => new ClientHostActor(data, run, progress));

    /// <summary>Dispatcher of the model's, or the clients', actor.</summary>
    public string ModelDispatcher { get; init; } = "torch-dispatcher";
}
