using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Runs;

public sealed class RunsCheckpointsTests : RunsTest
{
    [Fact]
    public async Task Checkpoints_OfEveryCondition_AreListed()
    {
        var (run, plan) = Written();
        SampleCheckpoints.Split(run, plan, new(1, 0), "agent-1", "agent-2");
        SampleCheckpoints.Split(run, plan, new(1, 3));
        SampleCheckpoints.Split(run, plan, new(2, 0), "agent-1");
        SampleCheckpoints.Split(run, plan, new(3, 0), "agent-1");
        File.WriteAllBytes(Path.Combine(run.Checkpoints, "epoch-0002", "server.safetensors"), [1]);
        File.WriteAllBytes(AgentFile(run, "epoch-0003"), [1, 2]);
        Directory.CreateDirectory(Path.Combine(run.Checkpoints, "epoch-0004"));
        Directory.SetLastWriteTimeUtc(
            Path.Combine(run.Checkpoints, "epoch-0004"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        var list = await RunsAsync("checkpoints", "r1");

        Assert.Equal((0, ""), (list.Code, list.Error));
        Verified.Matches("runs-checkpoints", list.Out.Replace(Folder.Path, "/runs"));
    }

    [Fact]
    public async Task Checkpoints_AsJson_HaveTheirFields()
    {
        var (run, plan) = Written();
        SampleCheckpoints.Split(run, plan, new(5, 2), "agent-1");

        var row = Json(await RunsAsync("checkpoints", "r1", "--output", "json"))["checkpoints"]![0]!;

        Assert.Equal(
            ("epoch-0005-turn-02", 5, 2, "complete", true),
            ((string?)row["place"], (int?)row["epochs"], (int?)row["turns"], (string?)row["state"],
                (bool?)row["client_here"]));
        Assert.Equal("2026-01-02T03:05:02+00:00", (string?)row["written"]);
        Assert.Equal(["", "agent-1"], row["parts"]!.AsArray().Select(part => (string?)part!["agent"] ?? ""));
        Assert.Equal(
            ["server.safetensors", "client.safetensors"],
            row["parts"]!.AsArray().Select(part => (string?)part!["file"]));
    }

    [Fact]
    public async Task AgentsClientModel_OfAnotherState_IsNamedAndTheCheckpointDamaged()
    {
        var (run, plan) = Written();
        SampleCheckpoints.Split(run, plan, new(1, 0));
        SampleCheckpoints.Split(run, plan with { Seed = 9 }, new(1, 0), "agent-1");
        SampleCheckpoints.Split(run, plan, new(1, 0));

        var list = await RunsAsync("checkpoints", "r1");

        Assert.Contains(" damaged\n", list.Out);
        Assert.Contains("epoch-0001 has another client model, or is of another plan, than ", list.Out);
    }

    [Fact]
    public async Task NoCheckpoints_Listed_AreNone()
    {
        Written();

        Assert.Equal("The run r1 has no checkpoints.\n", (await RunsAsync("checkpoints", "r1")).Out);
    }

    [Fact]
    public async Task CentralCheckpoint_Listed_HasAllInOnePart()
    {
        var run = Central().Write();
        SampleCheckpoints.Central(run, Central().Plan, new(1, 0));

        var row = Json(await RunsAsync("checkpoints", run.Id, "--output", "json"))["checkpoints"]![0]!;

        Assert.Equal(("complete", null), ((string?)row["state"], (bool?)row["client_here"]));
    }

    private static string AgentFile(RunFolder run, string place) =>
        Path.Combine(run.Path, "agent-1", "checkpoints", place, "client.safetensors");

    private (RunFolder Run, Models.TrainingPlan Plan) Written()
    {
        var sample = Split("r1", agents: 2);
        return (sample.Write(), sample.Plan);
    }
}
