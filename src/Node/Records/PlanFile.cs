using System.Text.Json;
using System.Text.Json.Nodes;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>What <c>plan.json</c> says: the present plan, and beside it what a run needs to go on.</summary>
/// <param name="Plans">The present one's fields, and the former ones under <c>former</c> where it was changed.</param>
/// <param name="Shards">Where the agents' samples come from; null for a central run, and where it is not told.</param>
internal sealed record PlanFile(PlanHistory Plans, ShardMode? Shards = null)
{
    private const string FormerField = "former";
    private const string ShardsField = "shards";

    /// <exception cref="NodeFailureException">It cannot be read, or is damaged.</exception>
    public static PlanFile Read(RunFolder folder)
    {
        try
        {
            var text = Storage.ReadText(folder.Plan);
            var beside = RunJson.Parse<Beside>(text);
            return new(new(RunJson.Parse<TrainingPlan>(text), beside.Former ?? []), beside.Shards);
        }
        catch (JsonException e)
        {
            throw Storage.Failure($"{folder.Plan} is damaged: {OneLine.Of(e)}", e);
        }
    }

    public string ToJson()
    {
        var fields = JsonNode.Parse(RunJson.Pretty(Plans.Plan))!.AsObject();
        if (Shards is { } shards)
            fields[ShardsField] = JsonNode.Parse(RunJson.Pretty(shards));
        if (Plans.Former.Count > 0)
            fields[FormerField] = JsonNode.Parse(RunJson.Pretty(Plans.Former));
        return RunJson.Pretty(fields);
    }

    /// <summary>The file once the run goes on from a place under a plan; and what that changes.</summary>
    public (PlanFile Next, IReadOnlyList<PlanChanged> Changes) GoOnFrom(CheckpointPlace place, TrainingPlan plan)
    {
        var next = Plans.GoOnFrom(place, plan);
        return (this with { Plans = next }, [.. next.Changes.Except(Plans.Changes)]);
    }

    private sealed record Beside
    {
        public IReadOnlyList<FormerPlan>? Former { get; init; }

        public ShardMode? Shards { get; init; }
    }
}
