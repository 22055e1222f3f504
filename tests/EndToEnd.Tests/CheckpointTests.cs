using System.Text.Json.Nodes;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>Checkpoints of runs that are killed, or whose disk is full, are whole or not there.</summary>
public sealed class CheckpointTests : Workplace
{
    private string Config
    {
        get
        {
            var path = Path.Combine(Folder, "often.conf");
            File.WriteAllText(path, """
                split-learning.plan.checkpoint-every-epochs = 1
                split-learning.checkpoints { keep-last = 1, keep-best = off }
                """);
            return path;
        }
    }

    [Fact]
    public async Task CentralRun_KilledAgainAndAgain_NeverHasATornCheckpointAndKeepsOne()
    {
        string[] goOn = ["central", "--config", Config, "--resume", "r1", "--output", "json"];
        string[] begin =
        [
            "central", "--config", Config, "--run-id", "r1", "--epochs", "12", "--data", Data, "--output", "json",
        ];
        for (var kill = 0; kill < 3; kill++)
        {
            var killed = Start(kill == 0 ? begin : goOn);
            await killed.LineAsync("\"event\":\"checkpoint\"");
            killed.Signal(NodeProcess.Sigkill);
            await killed.EndAsync();

            var states = await StatesAsync(() => AskAsync("runs", "checkpoints", "r1", "--output", "json"));

            Assert.Contains("complete", states);
            Assert.DoesNotContain("damaged", states);
        }

        (await AskAsync(goOn)).With(0);

        Assert.Equal(
            ["complete"], await StatesAsync(() => AskAsync("runs", "checkpoints", "r1", "--output", "json")));
        Assert.Equal(
            "epoch-0012", Path.GetFileName(Assert.Single(Directory.GetDirectories(CheckpointsOf("runs")))));
    }

    [DiskFact]
    public async Task FullDisk_CentralRun_Code9AndNothingTornOrLeftOver()
    {
        // Room for one checkpoint of 484 KiB and the run's records, not for the second beside it.
        await using var disk = await SmallDisk.StartAsync(Folder, "small", "900k");

        var full = await disk.AskAsync("central", "--config", Config, "--run-id", "r1", "--epochs", "3",
            "--data", Data, "--runs", "small");
        var listed = await disk.AskAsync("runs", "checkpoints", "r1", "--runs", "small", "--output", "json");
        await disk.RemountAsync("size=64m");
        var resumed = await disk.AskAsync("central", "--config", Config, "--resume", "r1", "--runs", "small");

        full.With(9);
        Assert.Equal(["complete"], await StatesAsync(() => Task.FromResult(listed)));
        Assert.Contains("from checkpoints/epoch-0001.", resumed.With(0).Out);
    }

    private string CheckpointsOf(string runs) => Path.Combine(Folder, runs, "r1", "checkpoints");

    // A folder that a killed process was writing to is there and empty, or without its manifest: that is "incomplete".
    private static async Task<IReadOnlyList<string>> StatesAsync(Func<Task<Ended>> list) =>
    [
        .. JsonNode.Parse((await list()).With(0).Out)!["checkpoints"]!.AsArray()
            .Select(row => (string)row!["state"]!),
    ];
}
