using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>A run in one line.</summary>
/// <param name="Mode">central, split or federated; null when the run never began.</param>
/// <param name="Model">Null where the plan does not name one.</param>
/// <param name="EpochsDone">Of <paramref name="Epochs"/>; 0 when the run never began.</param>
/// <param name="TestAccuracy">Of the last completed epoch, 0 to 1.</param>
/// <param name="Seconds">Of the whole run.</param>
/// <param name="State">finished, failed, interrupted, running or unfinished.</param>
/// <param name="Problems">A line for each damaged file.</param>
internal sealed record RunRow(
    string RunId, string? Mode, string Workload, string? Model, int? Agents, string? Cut, int EpochsDone, int? Epochs,
    double? TestAccuracy, double? Seconds, string State, IReadOnlyList<string> Problems)
{
    public static RunRow Of(RunFiles run) => new(
        run.Folder.Id,
        run.Summary?.Mode.ToString().ToLowerInvariant(),
        run.Workload,
        run.PlanText("model"),
        Number(run.PlanText("agents")) ?? run.Summary?.Agents,
        run.PlanText("cut"),
        run.Summary?.EpochsDone ?? 0,
        Number(run.PlanText("epochs") ?? run.PlanText("rounds")),
        run.Summary?.TestAccuracy,
        run.Summary?.Seconds,
        run.IsRunning ? "running" : run.Status.ToString().ToLowerInvariant(),
        run.Problems);

    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}
