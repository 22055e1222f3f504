using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>Who was at work when.</summary>
/// <param name="Rows">Names of the agents, then one for checkpoints where there are any.</param>
/// <param name="LeftOut">Bars before those shown; a browser cannot draw any number of them.</param>
internal sealed record TimelineData(IReadOnlyList<string> Rows, IReadOnlyList<TimelineBar> Bars, int LeftOut)
{
    /// <summary>50 epochs of 4 agents have 850.</summary>
    public const int MostBars = 4000;

    public static TimelineData Of(RunHistory history)
    {
        var agents = history.Agents.Select(agent => agent.Name).ToList();
        var bars = Turns(history, agents).Concat(Snapshots(history, agents)).Concat(Checkpoints(history, agents.Count))
            .OrderBy(bar => bar.From).ThenBy(bar => bar.Row).ThenBy(bar => bar.Kind, StringComparer.Ordinal).ToList();
        var leftOut = Math.Max(0, bars.Count - MostBars);
        return new(
            history.Checkpoints.Count == 0 ? agents : [.. agents, "checkpoints"], [.. bars.Skip(leftOut)], leftOut);
    }

    private static IEnumerable<TimelineBar> Turns(RunHistory history, List<string> agents) =>
        from turn in history.Turns
        let row = agents.IndexOf(turn.Event.AgentName)
        where row >= 0
        select TimelineBar.Of(
            ReportPage.NameOf(turn.Event.Phase), row, turn.Event.Epoch, turn.At, turn.Event.Seconds,
            $"{turn.Event.Correct} of {turn.Event.Total} right");

    private static IEnumerable<TimelineBar> Snapshots(RunHistory history, List<string> agents) =>
        from snapshot in history.Snapshots
        let row = agents.IndexOf(snapshot.Event.To)
        where row >= 0 && !snapshot.Event.Skipped
        select TimelineBar.Of(
            "snapshot", row, snapshot.Event.Epoch, snapshot.At, snapshot.Event.Seconds,
            $"({Figures.Bytes(snapshot.Event.Bytes)} from {snapshot.Event.From})");

    private static IEnumerable<TimelineBar> Checkpoints(RunHistory history, int row) =>
        from checkpoint in history.Checkpoints
        select TimelineBar.Of(
            "checkpoint", row, checkpoint.Event.Epoch, checkpoint.At, checkpoint.Event.Seconds, "");
}

/// <param name="Kind">train, test, snapshot or checkpoint.</param>
/// <param name="Row">Index into <see cref="TimelineData.Rows"/>.</param>
/// <param name="From">Seconds since the beginning of the run; so is <paramref name="To"/>.</param>
/// <param name="Detail">What else people may want to know.</param>
internal sealed record TimelineBar(string Kind, int Row, int Epoch, double From, double To, string Detail)
{
    /// <param name="end">When it was over; events are recorded then.</param>
    public static TimelineBar Of(string kind, int row, int epoch, double end, double seconds, string detail) =>
        new(kind, row, epoch, Math.Round(Math.Max(0, end - seconds), 3), Math.Round(end, 3), detail);
}
