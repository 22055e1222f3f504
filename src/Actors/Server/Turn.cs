using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;

namespace SplitLearning.Actors.Server;

/// <summary>A place in the run: who has the baton, in which phase of which epoch.</summary>
/// <param name="Agent">Index of the agent, from 1.</param>
internal readonly record struct Turn(TurnId Id, int Epoch, Phase Phase, int Agent)
{
    public static Turn First { get; } = new(new TurnId(1), Epoch: 1, Phase.Train, Agent: 1);

    public bool IsFirstOfPhase => Agent == 1;

    public bool EndsPhase(TrainingPlan plan) => Agent == plan.Agents;

    public bool EndsEpoch(TrainingPlan plan) => EndsPhase(plan) && Phase == Phase.Test;

    public bool EndsRun(TrainingPlan plan) => EndsEpoch(plan) && Epoch == plan.Epochs;

    /// <summary>An epoch is training over agents 1 to N, then testing over agents 1 to N.</summary>
    public Turn Next(TrainingPlan plan)
    {
        var id = new TurnId(Id.Number + 1);
        if (!EndsPhase(plan))
        {
            return this with { Id = id, Agent = Agent + 1 };
        }

        return Phase == Phase.Train
            ? new Turn(id, Epoch, Phase.Test, Agent: 1)
            : new Turn(id, Epoch + 1, Phase.Train, Agent: 1);
    }
}
