using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>Writes <c>plan.json</c> anew once a run has gone on under a changed plan.</summary>
/// <remarks>Not before: a run that cannot go on is as it was.</remarks>
/// <param name="plan">Holds from the place gone on from.</param>
/// <param name="file">As it is now.</param>
internal sealed class PlanKeeper(RunFolder folder, TrainingPlan plan, PlanFile file)
{
    private PlanFile _file = file;

    /// <summary>What was changed, in the order of the run.</summary>
    public IReadOnlyList<PlanChanged> Changes => _file.Plans.Changes;

    /// <summary>The run goes on from a place.</summary>
    /// <returns>What changes there.</returns>
    /// <exception cref="Hosting.NodeFailureException">The file cannot be written.</exception>
    public IReadOnlyList<PlanChanged> GoOnFrom(CheckpointPlace place)
    {
        var (next, changes) = _file.GoOnFrom(place, plan);
        var isSame = next.Plans.Plan == _file.Plans.Plan && next.Plans.Former.SequenceEqual(_file.Plans.Former);
        if (isSame)
            return [];
        Storage.WriteText(folder.Plan, next.ToJson());
        _file = next;
        return changes;
    }
}
