using System.Globalization;
using SplitLearning.Data.Datasets;
using SplitLearning.Node.Display;
using SplitLearning.Node.Records;
using SplitLearning.Node.Report;

namespace SplitLearning.Node.Runs;

/// <summary>Runs as text for people.</summary>
internal static class RunText
{
    private static readonly string[] ListHead =
        ["run", "mode", "workload", "model", " agents", " epochs", " test accuracy", " seconds", "state"];

    private static readonly string[] ClassHead =
        ["class", " samples", " predicted", " right", " precision", " recall", " F1"];

    public static void WriteList(IReadOnlyList<RunRow> rows, IReadOnlyList<string> foreign, TextWriter output)
    {
        var named = rows.Any(row => row.Model is not null) ? ListHead : [.. ListHead.Where(name => name != "model")];
        if (rows.Count == 0)
            output.WriteLine("There are no runs.");
        else
            TextTable.Write(output, named, rows.Select(row => Cells(row, withModel: named == ListHead)));
        foreach (var problem in rows.SelectMany(row => row.Problems).Concat(foreign))
            output.WriteLine($"warning: {problem}");
    }

    public static void WriteRun(RunFiles run, TextWriter output)
    {
        var row = RunRow.Of(run);
        output.WriteLine($"{row.RunId}: {row.State}, {row.Workload}{(row.Mode is null ? "" : $", {row.Mode}")}");
        if (run.Summary?.Error is { } error)
            output.WriteLine(error);
        foreach (var (name, value) in JsonFields.Of(run.Plan).Concat(Facts(run)))
            output.WriteLine($"  {name,-26} {value}");
        WriteClasses(run, output);
        foreach (var problem in run.Problems)
            output.WriteLine($"warning: {problem}");
        output.WriteLine($"Files of the run: {run.Folder.Path}");
    }

    private static string[] Cells(RunRow row, bool withModel) =>
    [
        row.RunId, row.Mode ?? Figures.None, row.Workload, .. withModel ? [row.Model ?? Figures.None] : (string[])[],
        Text(row.Agents), $"{row.EpochsDone}/{Text(row.Epochs)}", Figures.Percent(row.TestAccuracy),
        row.Seconds?.ToString("0.0", CultureInfo.InvariantCulture) ?? Figures.None, row.State,
    ];

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Figures.None;

    private static IEnumerable<KeyValuePair<string, string>> Facts(RunFiles run)
    {
        if (run.Summary is not { } summary)
            yield break;

        yield return new("epochs_done", Text(summary.EpochsDone));
        if (summary.Last is { } last)
            yield return new("last epoch", Score(last));
        if (summary.Best is { } best)
            yield return new("best epoch", Score(best));
        yield return new("time in all", Figures.Time(summary.Seconds));
        yield return new("training and testing", Figures.Time(summary.EpochSeconds));
        if (summary.Snapshots is { Count: > 0 } snapshots)
            yield return new("snapshots",
                $"{snapshots.Count}, {Figures.Bytes(snapshots.Bytes)}, {Figures.ShortTime(snapshots.MeanSeconds)} "
                + $"each, {Figures.ShortTime(snapshots.MaxSeconds)} at most");
        foreach (var (kind, bytes) in summary.BytesSent)
            yield return new($"bytes {kind}", Figures.Count(bytes));
        yield return new("data", summary.Data ?? Figures.None);
        yield return new("weights_sha256", summary.WeightsSha256 ?? Figures.None);
        if (summary.ResumedFrom is { } checkpoint)
            yield return new("resumed_from", checkpoint);
        foreach (var change in summary.PlanChanges)
            yield return new("plan changed", ChangeText.Of(change));
    }

    private static string Score(EpochScore score) =>
        $"{score.Epoch}: train loss {Figures.Loss(score.TrainLoss)}, accuracy {Figures.Percent(score.TrainAccuracy)}; "
        + $"test loss {Figures.Loss(score.TestLoss)}, accuracy {Figures.Percent(score.TestAccuracy)}";

    private static void WriteClasses(RunFiles run, TextWriter output)
    {
        if (run.Confusion(Phase.Test) is not { } counts)
            return;

        output.WriteLine();
        TextTable.Write(output, ClassHead, ClassReport.Of(counts, run.ClassNames).Classes.Select(score => new[]
        {
            score.Name, Text(score.Support), Text(score.Predicted), Text(score.Correct),
            Figures.Share(score.Precision), Figures.Share(score.Recall), Figures.Share(score.F1),
        }));
        output.WriteLine();
    }
}
