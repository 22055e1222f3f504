using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Runs;

/// <summary>What <c>runs resume</c> refuses, and what the other commands say of a changed run.</summary>
public sealed class RunsResumeTests : RunsTest
{
    [Fact]
    public async Task UnknownRun_IsRefused() =>
        AssertRefused(9, "There is no run in ", await RunsAsync("resume", "nowhere"));

    [Fact]
    public async Task FinishedRun_IsRefused()
    {
        Split("r1", agents: 2).Write();

        AssertRefused(3, "The run r1 is finished;", await RunsAsync("resume", "r1"));
    }

    [Fact]
    public async Task FinishedSplitRunWithoutCheckpoint_MoreEpochs_IsRefused()
    {
        Split("r1", agents: 2).Write();

        AssertRefused(
            9, "The run r1 has no checkpoint to go on from;", await RunsAsync("resume", "r1", "--epochs", "9"));
    }

    [Fact]
    public async Task SplitRun_DataGiven_IsRefused()
    {
        (Split("r1", agents: 2) with { End = null }).Write();

        AssertRefused(
            3, "--data is 'd', but the run r1 is a split one, whose agents have the data; leave the option out.",
            await RunsAsync("resume", "r1", "--data", "d"));
    }

    [Fact]
    public async Task CentralRun_PortGiven_IsRefused()
    {
        (Central() with { End = null }).Write();

        AssertRefused(3, "--port is '0', but the run a-central is a central one,",
            await RunsAsync("resume", "a-central", "--port", "0"));
    }

    [Fact]
    public async Task SimulatedRun_PrivateShards_IsRefused()
    {
        var run = Split("r1", agents: 2) with { End = null };
        File.WriteAllText(run.Write().Plan, new PlanFile(PlanHistory.Of(run.Plan), ShardMode.Simulated).ToJson());
        var config = Folder.Write("private.conf", "split-learning.server.shards = private");

        AssertRefused(3, "split-learning.server.shards is 'private', but the run r1 has simulated ones, and of a run's "
            + "plan only epochs, learning rate, agents and cut may change;",
            await RunsAsync("resume", "r1", "--config", config));
    }

    [Fact]
    public async Task ServerGoesOn_AnotherSeed_IsRefused()
    {
        (Split("r1", agents: 2) with { End = null }).Write();

        AssertRefused(3, "--seed is '5', but the run r1 has 7; of a run's plan only epochs, learning rate, agents and "
            + "cut may change: leave the option out, or start anew with --resume none.",
            await Cli.RunAsync("server", "--resume", "r1", "--seed", "5", "--runs", Folder.Path));
    }

    [Fact]
    public async Task ChangedRun_Shown_SaysWhatWasChangedAndWhere()
    {
        var run = Split("r1", agents: 2);
        var folder = run.Write();
        var changed = run.Plan with { Epochs = 4 };
        using (var records = new RunRecords(folder, RunMode.Split, changed, new StoppedClock(), new NobodyWatches(),
            MetricsFile.Read(folder.Metrics), PlanFile.Read(folder)))
        {
            records.Record(new RunResumed(2, "checkpoints/epoch-0002", []));
            records.Record(new RunInterrupted());
        }

        var shown = await RunsAsync("show", "r1");

        Assert.Contains("plan changed               epochs 4, not 2, after epoch 2\n", shown.Out);
        Assert.Contains("The plan was changed: epochs 4, not 2, after epoch 2.", File.ReadAllText(folder.Report));
        Assert.Equal(4, (int)Json(await RunsAsync("show", "r1", "--json"))["plan"]!["epochs"]!);
    }

    private static void AssertRefused(int code, string line, Cli refused)
    {
        Assert.StartsWith($"error: {line}", refused.Error);
        Assert.Equal((code, 1), (refused.Code, refused.Error.Count(c => c == '\n')));
    }
}
