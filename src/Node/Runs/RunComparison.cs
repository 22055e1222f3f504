using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>Runs side by side, as the split-training report compares them.</summary>
/// <param name="Base">Whose time the others' are measured by: the first central run, else the first of all.</param>
/// <param name="WeightsEqual">Null when a run has no weights yet, for it is not finished.</param>
/// <param name="PlansDiffer">Fields of the plan, other than agents and cut, in which the runs differ.</param>
internal sealed record RunComparison(
    string Base, IReadOnlyList<ComparedRun> Runs, bool? WeightsEqual, IReadOnlyList<string> PlansDiffer)
{
    private static readonly string[] ExpectedToDiffer = ["agents", "cut"];

    /// <exception cref="NodeFailureException">Runs of different workloads cannot be compared.</exception>
    public static RunComparison Of(IReadOnlyList<RunFiles> runs)
    {
        if (runs.FirstOrDefault(run => run.Workload != runs[0].Workload) is { } other)
            throw new NodeFailureException(ExitCode.Configuration,
                $"{other.Folder.Id} is of the workload '{other.Workload}', {runs[0].Folder.Id} of "
                + $"'{runs[0].Workload}'; runs of one workload can be compared.");

        var measure = runs.FirstOrDefault(run => run.Summary?.Mode == RunMode.Central) ?? runs[0];
        var hashes = runs.Select(run => run.Summary?.WeightsSha256).Distinct().ToList();
        return new(
            measure.Folder.Id, [.. runs.Select(run => ComparedRun.Of(run, measure))],
            hashes.Contains(null) ? null : hashes.Count == 1, Differences(runs));
    }

    private static IReadOnlyList<string> Differences(IReadOnlyList<RunFiles> runs)
    {
        var plans = runs.Select(run => JsonFields.Of(run.Plan).ToDictionary()).ToList();
        return
        [
            .. plans.SelectMany(plan => plan.Keys).Distinct().Except(ExpectedToDiffer)
                .Where(field => plans.Select(plan => plan.GetValueOrDefault(field)).Distinct().Count() > 1),
        ];
    }
}

/// <param name="EpochSeconds">Training and testing of all completed epochs: no start, no checkpoints.</param>
/// <param name="TimeRatio">Those seconds an epoch, over the same of the base; null before the first epoch.</param>
/// <param name="SnapshotSeconds">Mean of one snapshot; null where there were none.</param>
/// <param name="BytesSent">Of all kinds.</param>
internal sealed record ComparedRun(
    string RunId, string? Mode, int? Agents, string? Cut, string? Model, int EpochsDone, double EpochSeconds,
    double? TimeRatio, double? TrainAccuracy, double? TestAccuracy, double? BestTestAccuracy,
    double? SnapshotSeconds, long BytesSent, string? WeightsSha256, string State)
{
    public static ComparedRun Of(RunFiles run, RunFiles measure)
    {
        var (row, summary) = (RunRow.Of(run), run.Summary);
        return new(
            row.RunId, row.Mode, row.Agents, row.Cut, row.Model, row.EpochsDone, summary?.EpochSeconds ?? 0,
            SecondsAnEpoch(run) / SecondsAnEpoch(measure), summary?.TrainAccuracy, summary?.TestAccuracy,
            summary?.Best?.TestAccuracy, summary?.Snapshots is { Count: > 0 } snapshots ? snapshots.MeanSeconds : null,
            summary?.BytesSent.Values.Sum() ?? 0, summary?.WeightsSha256, row.State);
    }

    // An epoch's, so that a run that is not finished yet can be compared as well.
    private static double? SecondsAnEpoch(RunFiles run) => run.Summary is { EpochsDone: > 0, EpochSeconds: > 0 } summary
        ? summary.EpochSeconds / summary.EpochsDone
        : null;
}
