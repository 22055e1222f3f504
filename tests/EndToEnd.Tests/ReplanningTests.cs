namespace SplitLearning.EndToEnd.Tests;

/// <summary>Runs that go on under another plan than they had.</summary>
public sealed class ReplanningTests : Workplace
{
    private string Config
    {
        get
        {
            var path = Path.Combine(Folder, "often.conf");
            File.WriteAllText(path, """
                split-learning.plan.checkpoint-every-epochs = 1
                split-learning.checkpoints.keep-last = 9
                """);
            return path;
        }
    }

    [Fact]
    public async Task FinishedSplitRun_MoreEpochsAndAnotherCutThenKilled_HasTheBitsOfARunThatHadThemFromTheStart()
    {
        (await CentralAsync("straight", epochs: 6)).With(0);
        var (server, address) = await StartServerAsync(
            "--config", Config, "--agents", "2", "--epochs", "2", "--cut", "pool2");
        await EndAsync(server, StartAgents(address));

        var refused = (await AskAsync("runs", "resume", "r1")).With(3);
        var resumed = Start(
            "runs", "resume", "r1", "--config", Config, "--epochs", "6", "--cut", "conv1", "--port", Port(address),
            "--output", "json");
        await resumed.LineAsync("\"event\":\"listening\"");
        var agents = StartAgents(address);
        await resumed.LineAsync("\"event\":\"checkpoint\"");
        resumed.Signal(NodeProcess.Sigkill);
        await resumed.EndAsync();
        var again = Start("server", "--config", Config, "--resume", "r1", "--port", Port(address));
        var ended = await EndAsync(again, agents);

        Assert.StartsWith("error: The run r1 is finished; there is nothing to go on with, unless", refused.Error);
        Assert.Matches("Going on after epoch [3-6]", ended.Out);
        var summary = Json("r1", "summary.json");
        Assert.Equal((string?)Json("straight", "summary.json")["weights_sha256"], (string?)summary["weights_sha256"]);
        Assert.Equal(
            ["2 epochs 2 6", "2 cut pool2 conv1"],
            summary["plan_changes"]!.AsArray().Select(change =>
                $"{change!["epoch"]} {change["setting"]} {change["from"]} {change["to"]}"));
        Assert.Equal(2, File.ReadAllText(Path.Combine(Folder, "runs", "r1", "metrics.jsonl"))
            .Split("\"event\":\"plan_changed\"").Length - 1);
        Assert.Equal("conv1", (string?)Json("r1", "plan.json")["cut"]);
        (await AskAsync("runs", "export", "r1", "--format", "safetensors", "--epoch", "2", "--out", "two.safetensors"))
            .With(0);
    }

    [Fact]
    public async Task CentralRun_AnotherNumberOfAgentsAndRate_AgreesWithASplitRunOfTheSameChange()
    {
        string[] changes = ["--epochs", "4", "--agents", "3", "--lr", "0.002"];
        (await CentralAsync("central", epochs: 2)).With(0);
        var (server, address) = await StartServerAsync("--config", Config, "--agents", "2", "--epochs", "2");
        await EndAsync(server, StartAgents(address));

        var central = (await AskAsync(["runs", "resume", "central", .. changes, "--data", Data])).With(0);
        var resumed = Start(["runs", "resume", "r1", .. changes, "--port", Port(address), "--output", "json"]);
        await resumed.LineAsync("\"event\":\"listening\"");
        await EndAsync(resumed, [.. StartAgents(address), StartAgent("agent-3", address)]);

        Assert.Contains("The plan has changed: learning-rate 0.002, not 0.01, after epoch 2.", central.Out);
        Assert.Equal(
            (string?)Json("central", "summary.json")["weights_sha256"],
            (string?)Json("r1", "summary.json")["weights_sha256"]);
        Assert.Equal(3, (int?)Json("r1", "summary.json")["agents"]);
    }

    private Task<Ended> CentralAsync(string run, int epochs) => AskAsync(
        "central", "--config", Config, "--as-agents", "2", "--epochs", $"{epochs}", "--data", Data, "--run-id", run);

    private IReadOnlyList<NodeProcess> StartAgents(string address) =>
        [StartAgent("agent-1", address), StartAgent("agent-2", address)];

    private static async Task<Ended> EndAsync(NodeProcess server, IReadOnlyList<NodeProcess> agents)
    {
        var ended = (await server.EndAsync()).With(0);
        foreach (var agent in agents)
            (await agent.EndAsync()).With(0);
        return ended;
    }

    private static string Port(string address) => address.Split(':')[^1];
}
