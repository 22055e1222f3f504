using System.Text.Json;
using System.Text.Json.Nodes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>A run as its folder tells it. A file that is not there is no problem, a damaged one is named.</summary>
internal sealed class RunFiles
{
    private readonly List<string> _problems = [];
    private readonly Lazy<RunHistory> _history;
    private readonly Lazy<int[,]?> _train;
    private readonly Lazy<int[,]?> _test;

    private RunFiles(RunFolder folder, JsonObject plan)
    {
        Folder = folder;
        Plan = plan;
        Summary = TryRead(folder.Summary, RunJson.Parse<RunSummary>);
        SummaryFields = Summary is null ? null : TryRead(folder.Summary, json => JsonNode.Parse(json)?.AsObject());
        _history = new(() => MetricsFile.Read(folder.Metrics));
        _train = new(() => ReadConfusion(Phase.Train));
        _test = new(() => ReadConfusion(Phase.Test));
    }

    public RunFolder Folder { get; }

    /// <summary>All of <c>plan.json</c>, whichever version wrote it.</summary>
    public JsonObject Plan { get; }

    /// <summary>Null when the run never began, or when the file is damaged.</summary>
    public RunSummary? Summary { get; }

    /// <summary>All of <c>summary.json</c>, also what this version does not know.</summary>
    public JsonObject? SummaryFields { get; }

    /// <summary>What <c>metrics.jsonl</c> adds up to; read when first asked for.</summary>
    public RunHistory History => _history.Value;

    /// <summary>How the run stands by its own words.</summary>
    public RunStatus Status => Summary?.Status ?? RunStatus.Unfinished;

    /// <summary>Whether a process is at work in the folder.</summary>
    public bool IsRunning => RunLock.IsHeld(Folder.Lock);

    /// <summary>
    /// It is finished, but its process was lost at the very end: agents may not know of it. Means nothing for central
    /// runs.
    /// </summary>
    public bool IsUntold => Status == RunStatus.Finished && RunLock.WasLeft(Folder.Lock);

    public bool IsFederated => PlanText("rounds") is not null;

    public string Workload => PlanText("workload") ?? "unknown";

    /// <summary>Names of the classes; empty for a workload that this version does not know.</summary>
    public IReadOnlyList<string> ClassNames =>
        Workloads.All.FirstOrDefault(workload => workload.Name == Workload)?.ClassNames ?? [];

    /// <summary>A line for each file that is damaged, of those that have been looked at.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads a run's folder.</summary>
    /// <exception cref="NodeFailureException">It has no plan that can be read, so it is not a run.</exception>
    public static RunFiles Read(RunFolder folder)
    {
        if (!Directory.Exists(folder.Path))
            throw Storage.Failure(
                $"There is no run in {folder.Path}; 'splitlearning runs list' shows those there are.");
        if (!File.Exists(folder.Plan))
            throw Storage.Failure($"{folder.Path} is not a run: it has no plan.json.");
        try
        {
            return new(folder, JsonNode.Parse(Storage.ReadText(folder.Plan)) as JsonObject
                ?? throw new JsonException("it is not an object"));
        }
        catch (JsonException e)
        {
            throw Storage.Failure($"{folder.Plan} is damaged: {OneLine.Of(e)}", e);
        }
    }

    /// <summary>A field of the plan as text; null where the plan does not have it.</summary>
    public string? PlanText(string field) =>
        Plan[field] is JsonValue value ? value.ToString() : null;

    /// <summary>The counts [actual, predicted] of the last epoch; null when there are none yet.</summary>
    public int[,]? Confusion(Phase phase) => (phase == Phase.Train ? _train : _test).Value;

    private int[,]? ReadConfusion(Phase phase) => TryRead(
        Folder.Confusion(phase), csv => ConfusionCsv.TryParse(csv) ?? throw new JsonException("it is not a table"));

    private T? TryRead<T>(string path, Func<string, T?> parse)
        where T : class
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return parse(Storage.ReadText(path));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or NodeFailureException)
        {
            _problems.Add($"{path} is damaged: {OneLine.Of(e)}");
            return null;
        }
    }
}
