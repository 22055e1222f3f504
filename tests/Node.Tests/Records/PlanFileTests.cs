using System.Text.Json.Nodes;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class PlanFileTests : RecordsTest
{
    private static readonly TrainingPlan Changed = Plan with { LearningRate = 0.5, Agents = 7 };

    [Fact]
    public void PlanFile_WrittenAndRead_HasTheFormerPlansAndTheShards()
    {
        var folder = RunFolder.Create(Folder.Path, RunId.Parse("r1"), Plan, ShardMode.Private);
        var plans = PlanHistory.Of(Plan).GoOnFrom(new CheckpointPlace(1, 2), Changed);
        File.WriteAllText(folder.Plan, (PlanFile.Read(folder) with { Plans = plans }).ToJson());

        var read = PlanFile.Read(folder);

        Assert.Equal((Changed, ShardMode.Private), (read.Plans.Plan, read.Shards));
        Assert.Equal(plans.Former, read.Plans.Former);
        Assert.Equal(0.5, (double?)Json(folder.Plan)["learning_rate"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"former\": 3}")]
    public void PlanFile_Damaged_IsNamed(string text)
    {
        var folder = Create();
        File.WriteAllText(folder.Plan, text);

        var thrown = Assert.Throws<NodeFailureException>(() => PlanFile.Read(folder));

        Assert.StartsWith($"{folder.Plan} is damaged: ", thrown.Message);
    }

    [Fact]
    public void ChangedPlan_UntilTheRunGoesOn_IsNotWritten()
    {
        var folder = Create();
        var before = File.ReadAllText(folder.Plan);

        using var records = RecordsOf(folder, Changed);
        records.Record(new RunStarted([]));

        Assert.Equal(before, File.ReadAllText(folder.Plan));
    }

    [Fact]
    public void ChangedPlan_TheRunHasGoneOn_PlanSummaryAndMetricsSayWhatAndWhere()
    {
        var folder = Create();
        using (var records = RecordsOf(folder, Changed))
        {
            records.Record(new RunResumed(1, "checkpoints/epoch-0001", []));
            records.Record(new RunInterrupted());
        }

        Assert.Equal(
            [new(1, "learning-rate", Plan.LearningRate, 0.5), new PlanChanged(1, "agents", Plan.Agents, 7)],
            PlanFile.Read(folder).Plans.Changes);
        var change = Json(folder.Summary)["plan_changes"]!.AsArray()[0]!;
        Assert.Equal((1, "learning-rate", 0.5),
            ((int)change["epoch"]!, (string)change["setting"]!, (double)change["to"]!));
        var lines = File.ReadAllLines(folder.Metrics).Select(line => (string?)JsonNode.Parse(line)!["event"]);
        Assert.Equal(["recovery", "plan_changed", "plan_changed", "interrupted"], lines);
    }

    [Fact]
    public void SamePlan_TheRunHasGoneOn_NothingIsSaidToHaveChanged()
    {
        var folder = Create();
        using (var records = RecordsOf(folder, Plan))
        {
            records.Record(new RunResumed(1, "checkpoints/epoch-0001", []));
            records.Record(new RunInterrupted());
        }

        Assert.Empty(Json(folder.Summary)["plan_changes"]!.AsArray());
        Assert.DoesNotContain("plan_changed", File.ReadAllText(folder.Metrics));
    }

    private static RunRecords RecordsOf(RunFolder folder, TrainingPlan plan) => new(
        folder, RunMode.Split, plan, new StoppedClock(), new NobodyWatches(), planned: PlanFile.Read(folder));
}
