namespace SplitLearning.EndToEnd.Tests;

/// <summary>A central run that was killed goes on as if nothing had been.</summary>
public sealed class ResumeTests : Workplace
{
    [Fact]
    public async Task CentralRun_KilledAndGoneOnWith_HasTheBitsOfAnUninterruptedOne()
    {
        var config = Path.Combine(Folder, "often.conf");
        await File.WriteAllTextAsync(config, "split-learning.plan.checkpoint-every-epochs = 1");
        string[] plan = ["--config", config, "--as-agents", "2", "--epochs", "12", "--fraction", "0.5", "--data", Data];
        (await Start(["central", .. plan, "--run-id", "straight"]).EndAsync()).With(0);
        var killed = Start(["central", .. plan, "--run-id", "killed", "--output", "json"]);
        await killed.LineAsync("\"event\":\"checkpoint\"");
        killed.Signal(NodeProcess.Sigkill);
        await killed.EndAsync();

        var list = (await AskAsync("runs", "list")).With(0).Out;
        var refused = (await AskAsync("central", "--resume", "killed", "--seed", "13")).With(3);
        var resumed = (await AskAsync("central", "--resume", "killed", "--as-agents", "2")).With(0);

        Assert.Contains(" unfinished\n", list);
        Assert.StartsWith("error: --seed is '13', but the run killed has ", refused.Error);
        Assert.Matches("Going on after epoch [0-9]+, from checkpoints/epoch-00[0-9]+\\.", resumed.Out);
        var (straight, summary) = (Json("straight", "summary.json"), Json("killed", "summary.json"));
        Assert.Equal((string?)straight["weights_sha256"], (string?)summary["weights_sha256"]);
        Assert.Equal(
            straight["scores"]!.AsArray().Select(score => (double)score!["test_loss"]!),
            summary["scores"]!.AsArray().Select(score => (double)score!["test_loss"]!));
        Assert.StartsWith("checkpoints/epoch-", (string?)summary["resumed_from"]);
        Assert.Contains("The weights of all are equal",
            (await AskAsync("runs", "compare", "straight", "killed")).With(0).Out);
        Assert.Contains("Gone on with from checkpoints/epoch-",
            await File.ReadAllTextAsync(Path.Combine(Folder, "runs", "killed", "report.html")));
    }

    // What is left where a server is killed between the run's last record and the agents' good-byes, made by hand:
    // nothing tells from outside when that is.
    [Fact]
    public async Task SplitRun_ServerLostAtTheVeryEnd_AgentsAreToldOnceItIsBack()
    {
        string[] command = ["--agents", "2", "--epochs", "1"];
        var (server, address) = await StartServerAsync(command);
        await EndAsync([server, StartAgent("north", address), StartAgent("south", address)]);
        var before = Json("r1", "summary.json").ToJsonString();
        var over = (await AskAsync(["server", "--run-id", "r1", "--resume", "latest", .. command])).With(0);
        var leftLock = Path.Combine(Folder, "runs", "r1", ".lock");
        await File.WriteAllTextAsync(leftLock, "");

        var back = Start(["server", "--run-id", "r1", "--resume", "latest", "--port", address.Split(':')[^1], .. command]);
        var agents = new[] { StartAgent("north", address), StartAgent("south", address) };

        Assert.Equal("The run r1 is finished; there is nothing to go on with.\n", over.Out);
        await EndAsync([back, .. agents]);
        Assert.Equal(before, Json("r1", "summary.json").ToJsonString());
        Assert.False(File.Exists(leftLock));
    }

    [Fact]
    public async Task OtherData_GoneOnWith_OneLineAndCode4()
    {
        var config = Path.Combine(Folder, "often.conf");
        await File.WriteAllTextAsync(config, "split-learning.plan.checkpoint-every-epochs = 1");
        var killed = Start("central", "--config", config, "--epochs", "10000", "--data", Data, "--run-id", "r1",
            "--output", "json");
        await killed.LineAsync("\"event\":\"checkpoint\"");
        killed.Signal(NodeProcess.Sigint);
        (await killed.EndAsync()).With(130);
        var labels = Path.Combine(Data, "train-labels-idx1-ubyte");
        var bytes = await File.ReadAllBytesAsync(labels);
        bytes[^1] = (byte)((bytes[^1] + 1) % 10);
        await File.WriteAllBytesAsync(labels, bytes);

        var refused = (await AskAsync("central", "--resume", "r1")).With(4);

        Assert.Contains("these are not the data of the run r1", refused.Error);
    }

    private static async Task EndAsync(IEnumerable<NodeProcess> processes)
    {
        foreach (var process in processes)
            (await process.EndAsync()).With(0);
    }
}
