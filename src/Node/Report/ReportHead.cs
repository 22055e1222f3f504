using SplitLearning.Node.Display;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>The top of the page: which run, how it ended, its main figures.</summary>
internal static class ReportHead
{
    public static Html Of(RunFiles run, bool hasCharts)
    {
        var status = run.Status.ToString().ToLowerInvariant();
        return Html.Of(
            $"""
            <h1>{run.Folder.Id} <span class="status {status}">{status}</span></h1>
            <p class="muted">{Subtitle(run)}</p>
            {Notices(run, hasCharts).Select(text => Html.Of($"<p class=\"notice\">{text}</p>\n"))}<div class="tiles">
            {Tiles(run).Select(Tile)}</div>

            """);
    }

    private static string Subtitle(RunFiles run)
    {
        var model = run.PlanText("model") is { } name ? $" ({name})" : "";
        var mode = run.Summary is { } summary ? $", {summary.Mode.ToString().ToLowerInvariant()}" : "";
        var data = run.Summary?.Data is { } description ? $". Data: {description}" : "";
        return $"{run.Workload}{model}{mode}{data}";
    }

    private static IEnumerable<string> Notices(RunFiles run, bool hasCharts)
    {
        if (run.Summary?.Error is { } error)
            yield return error;
        if (run.Status == RunStatus.Unfinished)
            yield return "The run is under way, or its process ended without a word; this is what there is so far.";
        foreach (var recovery in run.History.Recoveries)
            yield return $"Gone on with from {recovery.Event.Checkpoint}, after epoch {recovery.Event.Epoch}.";
        foreach (var change in run.Summary?.PlanChanges ?? [])
            yield return $"The plan was changed: {ChangeText.Of(change)}.";
        foreach (var problem in run.Problems)
            yield return problem;
        if (!hasCharts)
            yield return "Charts are left out: this program was built without npm, from which they come. "
                + "The figures are all in the tables.";
    }

    private static IEnumerable<(string Figure, string Meaning)> Tiles(RunFiles run)
    {
        var scores = run.History.Scores;
        var best = run.History.Best;
        yield return (Figures.Percent(run.History.Last?.TestAccuracy), "test accuracy, last epoch");
        yield return (Figures.Percent(best?.TestAccuracy),
            best is null ? "test accuracy, best epoch" : $"test accuracy, best epoch ({best.Epoch})");
        yield return (Figures.Percent(run.History.Last?.TrainAccuracy), "train accuracy, last epoch");
        yield return ($"{run.History.EpochsDone} / {run.PlanText("epochs") ?? run.PlanText("rounds") ?? Figures.None}",
            run.IsFederated ? "rounds done" : "epochs done");
        yield return (Figures.Time(run.Summary?.Seconds ?? run.History.Seconds), "time in all");
        yield return (Figures.Time(scores.Sum(score => score.Seconds)), "training and testing");
        if (run.Summary?.Parameters is { } parameters)
            yield return (Figures.Count(parameters), "parameters");
    }

    private static Html Tile((string Figure, string Meaning) tile) =>
        Html.Of($"<div class=\"tile\"><b>{tile.Figure}</b><span>{tile.Meaning}</span></div>\n");
}
