using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models;

/// <summary>The plan of a run, and those that it had before: a change holds from one place of the run on.</summary>
/// <param name="Plan">The present one.</param>
/// <param name="Former">Those before it, in the order of the run; empty where nothing was changed.</param>
public sealed record PlanHistory(TrainingPlan Plan, IReadOnlyList<FormerPlan> Former)
{
    /// <summary>A plan that was never changed.</summary>
    public static PlanHistory Of(TrainingPlan plan) => new(plan, []);

    /// <summary>What was changed, in the order of the run.</summary>
    public IReadOnlyList<PlanChanged> Changes =>
    [
        .. Former.Zip(
                Former.Skip(1).Select(former => former.Plan).Append(Plan),
                (former, next) => PlanChanged.Between(former.Plan, next, former.Until))
            .SelectMany(changes => changes),
    ];

    /// <summary>The plan under which the run came to a place.</summary>
    public TrainingPlan At(CheckpointPlace place) =>
        Former.FirstOrDefault(former => place <= former.Until)?.Plan ?? Plan;

    /// <summary>Whether a checkpoint is of the run's course, by the plan of its place and not by another one.</summary>
    public bool Covers(Checkpoint checkpoint) => At(checkpoint.Place).HasSha256(checkpoint.PlanSha256);

    /// <summary>The history once the run goes on from a place; what came after it is taken back.</summary>
    /// <param name="plan">Holds from there on.</param>
    public PlanHistory GoOnFrom(CheckpointPlace place, TrainingPlan plan)
    {
        FormerPlan[] until = [new(At(place), place.Epochs, place.Turns)];
        return new(plan, [.. Former.Where(f => f.Until < place), .. until.Where(f => f.Plan != plan)]);
    }
}

/// <summary>A plan that a run had until its change.</summary>
/// <param name="Epochs">Whole epochs that were done by then.</param>
/// <param name="Turns">Turns of the next one that were done too.</param>
public sealed record FormerPlan(TrainingPlan Plan, int Epochs, int Turns)
{
    internal CheckpointPlace Until => new(Epochs, Turns);
}
