using System.Text.Json.Nodes;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>Federated runs whose clients are hosted by agents, each a process of its own.</summary>
public sealed class FederatedRunTests : Workplace
{
    private static readonly string[] Plan =
    [
        "--workload", "mixture", "--method", "fedem", "--batch-size", "32", "--lr", "0.5", "--evaluate-every", "5",
    ];

    [Fact]
    public async Task Clients_OnOneTwoOrFourAgents_HaveTheWeightsOfOneProcess()
    {
        await FederateAsync("alone", "--rounds", "6");
        await FederateAsync("one", "--rounds", "6", "--agents", "1", "--start-agents");
        await FederateAsync("two", "--rounds", "6", "--agents", "2", "--start-agents");
        await FederateAsync("four", "--rounds", "6", "--agents", "4", "--start-agents");

        var alone = Json("alone", "summary.json");
        Assert.All((string[])["one", "two", "four"], run =>
        {
            var summary = Json(run, "summary.json");
            Assert.Equal((string?)alone["weights_sha256"], (string?)summary["weights_sha256"]);
            Assert.Equal(alone["federated"]!.ToJsonString(), summary["federated"]!.ToJsonString());
        });
        Assert.Equal("finished", (string?)Json("four", "summary.json")["status"]);
        Assert.Equal(4 * Models("one"), Models("four")); // sent once to each agent
    }

    [Fact]
    public async Task Learners_StartedFromAFileThatAgentsLack_HaveTheWeightsOfOneProcess()
    {
        (await AskAsync("federate", "--workload", "mixture", "--method", "fedavg", "--rounds", "5", "--run-id", "model"))
            .With(0);
        (await AskAsync("runs", "export", "model", "--format", "safetensors", "--out", "model.safetensors")).With(0);

        await FederateAsync("alone", "--rounds", "4", "--weights", "model.safetensors");
        await FederateAsync(
            "two", "--rounds", "4", "--weights", "model.safetensors", "--agents", "2", "--start-agents");

        Assert.Equal(
            (string?)Json("alone", "summary.json")["weights_sha256"],
            (string?)Json("two", "summary.json")["weights_sha256"]);
        Assert.NotNull((string?)Json("two", "plan.json")["weights_sha256"]);
    }

    [Fact]
    public async Task Agent_KilledInMidRound_IsStartedAgainAndTheWeightsAreTheSame()
    {
        await FederateAsync("alone", "--rounds", "40");
        var run = Start(["federate", .. Plan, "--rounds", "40", "--agents", "2", "--start-agents", "--run-id", "r1"]);
        await run.LineAsync("round 7 ");

        foreach (var agent in Processes("agent --name agent-2"))
            Assert.True(NodeProcess.TrySignal(agent, NodeProcess.Sigkill));
        var ended = (await run.EndAsync()).With(0);

        Assert.Contains("agent-2 ended unexpectedly with exit code 137; started again.", ended.Out);
        Assert.Contains("Going on after round ", ended.Out);
        var (alone, summary) = (Json("alone", "summary.json"), Json("r1", "summary.json"));
        Assert.Equal((string?)alone["weights_sha256"], (string?)summary["weights_sha256"]);
        Assert.Equal(1, (int?)summary["recovery"]!["agents_lost"]);
    }

    [Fact]
    public async Task Aggregator_KilledAndGoneOnWith_FindsItsAgentsAndTheWeightsAreTheSame()
    {
        await FederateAsync("alone", "--rounds", "40");
        var (server, address) = await StartAggregatorAsync("--rounds", "40", "--agents", "2", "--run-id", "r1");
        var agents = StartAgents(address);
        await server.LineAsync("\"event\":\"checkpoint\"");
        server.Signal(NodeProcess.Sigkill);
        await server.EndAsync();

        var resumed = Start("federate", "--resume", "r1", "--agents", "2", "--port", address.Split(':')[^1]);

        (await resumed.EndAsync()).With(0);
        foreach (var agent in agents)
            (await agent.EndAsync()).With(0);
        Assert.Equal(
            (string?)Json("alone", "summary.json")["weights_sha256"],
            (string?)Json("r1", "summary.json")["weights_sha256"]);
        Assert.StartsWith("checkpoints/epoch-", (string?)Json("r1", "summary.json")["resumed_from"]);
    }

    // As for split runs, ResumeTests.
    [Fact]
    public async Task Aggregator_LostAtTheVeryEnd_AgentsAreToldOnceItIsBack()
    {
        var (server, address) = await StartAggregatorAsync("--rounds", "2", "--agents", "2", "--run-id", "r1");
        foreach (var process in (List<NodeProcess>)[server, .. StartAgents(address)])
            (await process.EndAsync()).With(0);
        var refused = (await AskAsync("federate", "--resume", "r1", "--agents", "2")).With(3);
        var leftLock = Path.Combine(Folder, "runs", "r1", ".lock");
        await File.WriteAllTextAsync(leftLock, "");

        var back = Start("federate", "--resume", "r1", "--agents", "2", "--port", address.Split(':')[^1]);

        Assert.Equal("error: The run r1 is finished; there is nothing to go on with.\n", refused.Error);
        foreach (var process in (List<NodeProcess>)[back, .. StartAgents(address)])
            (await process.EndAsync()).With(0);
        Assert.False(File.Exists(leftLock));
    }

    [Fact]
    public async Task Agents_WithDataOfTheirOwn_TrainTogetherAndTellNobodyOfThem()
    {
        var config = Path.Combine(Folder, "private.conf");
        await File.WriteAllTextAsync(config, "split-learning.server.shards = private");
        foreach (var seed in (string[])["1", "2"])
            (await AskAsync("data", "synthesize", "mixture", "--out", Path.Combine(Folder, seed), "--clients", "3",
                "--seed", seed)).With(0);
        var (server, address) = await StartAggregatorAsync(
            "--rounds", "5", "--agents", "2", "--run-id", "r1", "--config", config);

        var agents = (string[])["1", "2"];
        var processes = agents.Select(number => Start(
            "agent", "--name", $"hospital-{number}", "--server", address, "--workload", "mixture", "--data",
            Path.Combine(Folder, number))).ToList();

        foreach (var process in processes)
            (await process.EndAsync()).With(0);
        (await server.EndAsync()).With(0);
        var started = File.ReadLines(Path.Combine(Folder, "runs", "r1", "metrics.jsonl"))
            .First(line => line.Contains("\"event\":\"started\"", StringComparison.Ordinal));
        var names = JsonNode.Parse(started)!["agents"]!.AsArray().Select(agent => (string?)agent!["name"]);
        Assert.Equal(
            [
                "hospital-1/client-0", "hospital-1/client-1", "hospital-1/client-2", "hospital-2/client-3",
                "hospital-2/client-4", "hospital-2/client-5",
            ],
            names);
        Assert.Equal(6, (int?)Json("r1", "summary.json")["agents"]);
        Assert.Null(Json("r1", "plan.json")["partition"]!["clients"]); // the aggregator sees no data
        var nobody = await AskAsync(
            "runs", "export", "r1", "--format", "safetensors", "--client", "6", "--out", Path.Combine(Folder, "x"));
        Assert.Equal("error: There is no client 6; clients are 0 to 5\n", nobody.With(3).Error);
    }

    [Fact]
    public async Task Client_Diverges_EveryoneEndsAndTheServerHasCode12()
    {
        var config = Path.Combine(Folder, "wild.conf");
        await File.WriteAllTextAsync(config, "split-learning.plan.weight-decay = 0.9");
        var (server, address) = await ListeningAsync(
            "--workload", "mixture", "--lr", "99", "--rounds", "500", "--agents", "2", "--run-id", "r1",
            "--config", config);
        var agents = StartAgents(address);

        var ended = (await server.EndAsync()).With(12);

        Assert.Matches(@"^error: Agent 'agent-[12]' has failed in round [0-9]+: Client [0-9]+, [^\n]*\n$", ended.Error);
        foreach (var agent in agents)
            (await agent.EndAsync()).With(10);
    }

    [Fact]
    public async Task Aggregator_CtrlC_EndsWellAndSaysHowToGoOn()
    {
        var (server, address) = await StartAggregatorAsync("--rounds", "100000", "--agents", "1", "--run-id", "r1");
        var agent = Start("agent", "--name", "agent-1", "--server", address, "--workload", "mixture",
            "--orphan-timeout", "0 s");
        await server.LineAsync("\"event\":\"checkpoint\"");

        server.Signal(NodeProcess.Sigint);

        var ended = (await server.EndAsync()).With(0);
        Assert.Contains("Go on with: splitlearning federate --agents 1 --resume r1", ended.Out);
        (await agent.EndAsync()).With(11);
    }

    private async Task FederateAsync(string id, params string[] more) =>
        (await AskAsync(["federate", .. Plan, .. more, "--run-id", id])).With(0);

    private Task<(NodeProcess Process, string Address)> StartAggregatorAsync(params string[] more) =>
        ListeningAsync([.. Plan, .. more]);

    private async Task<(NodeProcess Process, string Address)> ListeningAsync(params string[] arguments)
    {
        var server = Start(["federate", "--port", "0", "--output", "json", .. arguments]);
        var listening = JsonNode.Parse(await server.LineAsync("\"event\":\"listening\""))!;
        return (server, (string)listening["server"]!);
    }

    private List<NodeProcess> StartAgents(string address) =>
    [
        .. Enumerable.Range(1, 2).Select(number => Start(
            "agent", "--name", $"agent-{number}", "--server", address, "--workload", "mixture")),
    ];

    private long? Models(string run) => (long?)Json(run, "summary.json")["bytes_sent"]!["models"];

    /// <summary>This test's processes with a certain text in their command line.</summary>
    private IEnumerable<int> Processes(string text) => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
        .Where(id => id > 0 && CommandOf(id) is var command && command.Contains(text, StringComparison.Ordinal)
            && Directory.ResolveLinkTarget($"/proc/{id}/cwd", returnFinalTarget: false)?.FullName == Folder);

    private static string CommandOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
