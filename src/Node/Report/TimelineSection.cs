using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>Turns and snapshots over time, and what went over the wire.</summary>
internal static class TimelineSection
{
    private static readonly string[] AgentColumns =
        ["agent", "turns", "training", "testing", "snapshots", "fetching them", "longest"];

    public static Html Of(RunFiles run, bool hasCharts)
    {
        var timeline = TimelineData.Of(run.History);
        return timeline.Bars.Count == 0 ? Html.Empty : Html.Of(
            $"""
            <h2>Turns and snapshots</h2>
            {(hasCharts ? Bars(timeline) : Html.Empty)}
            {HtmlTable.Of(AgentColumns, run.History.Agents.Select(agent => Row(agent.Name, run.History)))}
            {Snapshots(run.Summary?.Snapshots ?? SnapshotTimes.Of(run.History.Snapshots.Select(s => s.Event)))}
            {Bytes(run.Summary?.BytesSent)}
            """);
    }

    private static Html Bars(TimelineData timeline)
    {
        var leftOut = timeline.LeftOut == 0 ? "" : $"; the first {timeline.LeftOut} bars are left out";
        // A row of the chart has 2 rem, its axis, title and legend have 6.
        return Chart.Of(
            "timeline", "timeline", $"Turns, snapshots and checkpoints{leftOut}", 6 + 2 * timeline.Rows.Count);
    }

    private static object?[] Row(string agent, RunHistory history)
    {
        var turns = history.Turns.Select(turn => turn.Event).Where(turn => turn.AgentName == agent).ToList();
        var fetched = SnapshotTimes.Of(history.Snapshots.Select(s => s.Event).Where(s => s.To == agent));
        return
        [
            agent, turns.Count, SecondsOf(turns, Phase.Train), SecondsOf(turns, Phase.Test),
            fetched.Count, Figures.ShortTime(fetched.Seconds), Figures.ShortTime(fetched.MaxSeconds),
        ];
    }

    private static string SecondsOf(IEnumerable<TurnFinished> turns, Phase phase) =>
        Figures.Time(turns.Where(turn => turn.Phase == phase).Sum(turn => turn.Seconds));

    private static Html Snapshots(SnapshotTimes times) => times.Count == 0 ? Html.Empty : Html.Of(
        $"""
        <p>{times.Count} snapshots of {Figures.Bytes(times.Bytes)} in all took {Figures.ShortTime(times.MeanSeconds)}
        each, {Figures.ShortTime(times.MaxSeconds)} at most; {times.Skipped} turns needed none.</p>
        """);

    private static Html Bytes(IReadOnlyDictionary<string, long>? sent) => sent is null or { Count: 0 }
        ? Html.Empty
        : Html.Of(
            $"""
            <h3>Bytes by kind</h3>
            {HtmlTable.Of(
                ["kind", "bytes", ""],
                sent.Select(kind => (IReadOnlyList<object?>)
                    [kind.Key, Figures.Count(kind.Value), Figures.Bytes(kind.Value)]))}
            """);
}
