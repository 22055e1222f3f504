using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>A setting of a run's plan that was changed when the run went on.</summary>
/// <param name="Epoch">Whole epochs that were done by then; the change holds from there on.</param>
/// <param name="Setting">Its key below <c>split-learning.plan</c>, e.g. <c>learning-rate</c>.</param>
/// <param name="From">The value until then: a number or a text.</param>
/// <param name="To">The value from then on.</param>
public sealed record PlanChanged(int Epoch, string Setting, object From, object To) : RunEvent
{
    /// <summary>Turns of the next epoch that were done too.</summary>
    public int Turns { get; init; }

    /// <summary>What may change in a run and differs between two plans.</summary>
    public static IReadOnlyList<PlanChanged> Between(TrainingPlan former, TrainingPlan next, CheckpointPlace place)
    {
        (string Setting, object From, object To)[] settings =
        [
            ("epochs", former.Epochs, next.Epochs),
            ("learning-rate", former.LearningRate, next.LearningRate),
            ("agents", former.Agents, next.Agents),
            ("cut", former.Cut, next.Cut),
        ];
        return
        [
            .. settings.Where(setting => !setting.From.Equals(setting.To)).Select(setting =>
                new PlanChanged(place.Epochs, setting.Setting, setting.From, setting.To) { Turns = place.Turns }),
        ];
    }
}
