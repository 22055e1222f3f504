using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Server;

/// <summary>A place in the run: who has the baton, in which phase of which epoch.</summary>
/// <param name="Agent">Index of the agent, from 1.</param>
internal readonly record struct Turn(int Epoch, Phase Phase, int Agent)
{
    public static Turn First { get; } = new(Epoch: 1, Phase.Train, Agent: 1);

    public bool IsFirstOfPhase => Agent == 1;

    public bool IsFirstOfEpoch => IsFirstOfPhase && Phase == Phase.Train;

    public bool EndsPhase(TrainingPlan plan) => Agent == plan.Agents;

    public bool EndsEpoch(TrainingPlan plan) => EndsPhase(plan) && Phase == Phase.Test;

    /// <summary>What is done when it is this turn's turn.</summary>
    public CheckpointPlace Before(TrainingPlan plan) =>
        new(Epoch - 1, Agent - 1 + (Phase == Phase.Test ? plan.Agents : 0));

    /// <summary>The turn that comes next at a place.</summary>
    public static Turn After(CheckpointPlace place, TrainingPlan plan) => new(
        place.Epochs + 1,
        place.Turns < plan.Agents ? Phase.Train : Phase.Test,
        (place.Turns % plan.Agents) + 1);

    /// <summary>All turns of the plan are done when it is this one's.</summary>
    public bool IsBehind(TrainingPlan plan) => Epoch > plan.Epochs;

    /// <summary>An epoch is training over agents 1 to N, then testing over agents 1 to N.</summary>
    public Turn Next(TrainingPlan plan)
    {
        if (!EndsPhase(plan))
        {
            return this with { Agent = Agent + 1 };
        }

        return Phase == Phase.Train
            ? new Turn(Epoch, Phase.Test, Agent: 1)
            : new Turn(Epoch + 1, Phase.Train, Agent: 1);
    }

    /// <summary>E.g. <c>epoch 2, train turn of agent 1</c>.</summary>
    public override string ToString() => $"epoch {Epoch}, {Phase.ToString().ToLowerInvariant()} turn of agent {Agent}";
}
