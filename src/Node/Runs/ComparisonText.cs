using System.Globalization;
using SplitLearning.Node.Report;

namespace SplitLearning.Node.Runs;

/// <summary>A comparison as text for people.</summary>
internal static class ComparisonText
{
    private static readonly string[] Head =
    [
        "run", "mode", " agents", "cut", " epochs", " time", " time/base", " train accuracy", " test accuracy",
        " best", " snapshot", " sent",
    ];

    public static void Write(RunComparison comparison, TextWriter output)
    {
        TextTable.Write(output, Head, comparison.Runs.Select(Cells));
        output.WriteLine();
        output.WriteLine($"time: training and testing of all epochs; time/base: of an epoch, {comparison.Base} is 1; "
            + "snapshot: mean of one.");
        output.WriteLine(Weights(comparison));
        if (comparison.PlansDiffer.Count > 0)
            output.WriteLine($"The plans also differ in: {string.Join(", ", comparison.PlansDiffer)}.");
    }

    private static string[] Cells(ComparedRun run) =>
    [
        run.RunId, run.Mode ?? Figures.None, run.Agents?.ToString(CultureInfo.InvariantCulture) ?? Figures.None,
        // Centrally the cut makes no difference.
        run.Mode == "central" ? Figures.None : run.Cut ?? Figures.None,
        run.EpochsDone.ToString(CultureInfo.InvariantCulture), Figures.Time(run.EpochSeconds),
        run.TimeRatio?.ToString("0.00", CultureInfo.InvariantCulture) ?? Figures.None,
        Figures.Percent(run.TrainAccuracy), Figures.Percent(run.TestAccuracy), Figures.Percent(run.BestTestAccuracy),
        run.SnapshotSeconds is { } seconds ? Figures.ShortTime(seconds) : Figures.None,
        run.BytesSent == 0 ? Figures.None : Figures.Bytes(run.BytesSent),
    ];

    private static string Weights(RunComparison comparison) => comparison.WeightsEqual switch
    {
        true => $"The weights of all are equal: weights_sha256 {comparison.Runs[0].WeightsSha256}",
        false => "The weights differ: " + string.Join("; ", comparison.Runs.GroupBy(run => run.WeightsSha256)
            .Select(equal => $"{string.Join(", ", equal.Select(run => run.RunId))} {equal.Key![..12]}")),
        null => "The weights cannot be compared: not finished "
            + string.Join(", ", comparison.Runs.Where(run => run.WeightsSha256 is null).Select(run => run.RunId)),
    };
}
