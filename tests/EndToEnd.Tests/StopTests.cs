using System.Diagnostics;

namespace SplitLearning.EndToEnd.Tests;

public sealed class StopTests : Workplace
{
    private const int Epochs = 30;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private static readonly string[] Plan = ["--epochs", $"{Epochs}"];

    [Fact]
    public async Task Demo_CtrlC_LeavesNoProcess()
    {
        var (demo, children) = await StartDemoAsync();

        demo.Signal(NodeProcess.Sigint);

        var ended = (await demo.EndAsync(StopLimit)).With(130);
        Assert.Equal("Stopped.\n", ended.Error);
        Assert.All(children, child => Assert.True(child.HasExited));
        Assert.Equal("interrupted", (string?)Json("r1", "summary.json")["status"]);
        Assert.NotEmpty(Directory.GetDirectories(Path.Combine(Folder, "runs", "r1", "checkpoints"), "epoch-*"));
    }

    [Fact]
    public async Task Demo_Killed_ItsProcessesEndThemselves()
    {
        var (demo, children) = await StartDemoAsync();

        demo.Signal(NodeProcess.Sigkill);

        await Task.WhenAll(children.Select(child => child.WaitForExitAsync())).WaitAsync(StopLimit);
        Assert.All(children, child => Assert.True(child.HasExited));
    }

    [Fact]
    public async Task Server_CtrlCBeforeTheStart_AgentIsToldAndBothEnd()
    {
        var (server, address) = await StartServerAsync("--agents", "2");
        var agent = StartAgent("north", address, "--output", "json");
        await agent.LineAsync("\"event\":\"agent\"");

        server.Signal(NodeProcess.Sigint);

        (await server.EndAsync(StopLimit)).With(0);
        agent.Signal(NodeProcess.Sigint);
        Assert.NotEqual(0, (await agent.EndAsync(StopLimit)).Code);
    }

    [Fact]
    public async Task Server_CtrlCInMidRun_GoesOnFromThereWhenItIsBack()
    {
        (await Start(["central", "--as-agents", "2", .. Plan, "--data", Data, "--run-id", "straight"]).EndAsync()).With(0);
        var (server, address) = await StartServerAsync(["--agents", "2", .. Plan]);
        var agents = new[] { StartAgent("north", address), StartAgent("south", address) };
        await server.LineAsync("\"event\":\"turn\"");

        server.Signal(NodeProcess.Sigint);

        var stopped = (await server.EndAsync(StopLimit)).With(0);
        Assert.Contains("Go on with: splitlearning server --resume r1", stopped.Out);
        Assert.Equal("interrupted", (string?)Json("r1", "summary.json")["status"]);
        var sent = Json("r1", "summary.json")["bytes_sent"]!;
        Assert.True((long)sent["smashed"]! > 0 && (long)sent["checkpoint"]! > 0, sent.ToJsonString());
        var again = Start("server", "--port", address.Split(':')[1], "--resume", "r1", "--output", "json");
        (await again.EndAsync()).With(0);
        foreach (var agent in agents)
            (await agent.EndAsync()).With(0);
        ExpectSameWeights();
        Assert.StartsWith("checkpoints/", (string?)Json("r1", "summary.json")["resumed_from"]);
    }

    [Fact]
    public async Task Server_CtrlCAndNotBack_AgentsEndWithCode11()
    {
        var (server, address) = await StartServerAsync("--agents", "1", "--epochs", "10000");
        var agent = StartAgent("north", address, "--orphan-timeout", "0 s");
        await server.LineAsync("\"event\":\"turn\"");

        server.Signal(NodeProcess.Sigterm);

        (await server.EndAsync(StopLimit)).With(0);
        var ended = (await agent.EndAsync(StopLimit)).With(11);
        Assert.Matches(@"^error: [^\n]*was stopped[^\n]*\n$", ended.Error);
    }

    [Fact]
    public async Task Agent_CtrlCInMidRun_HandsItsStateOverAndTheRunGoesOnWhenItIsBack()
    {
        (await Start(["central", "--as-agents", "2", .. Plan, "--data", Data, "--run-id", "straight"]).EndAsync()).With(0);
        var (server, address) = await StartServerAsync(["--agents", "2", .. Plan]);
        var north = StartAgent("north", address);
        var south = StartAgent("south", address);
        await server.LineAsync("\"event\":\"turn\"");

        south.Signal(NodeProcess.Sigint);

        Assert.Contains("has left the run", (await south.EndAsync(StopLimit)).With(0).Out);
        (await StartAgent("south", address).EndAsync()).With(0);
        (await north.EndAsync()).With(0);
        (await server.EndAsync()).With(0);
        ExpectSameWeights();
        Assert.Equal(1, (int)Json("r1", "summary.json")["recovery"]!["agents_lost"]!);
    }

    [Fact]
    public async Task Agent_KilledAndLeftOut_TheRunEndsWithoutItAndTheSummarySaysSo()
    {
        var (server, address) = await StartServerAsync([
            "--agents", "2", .. Plan, "--on-lost-agent", "skip", "--config", await ConfigAsync("rejoin-timeout = 10 s")]);
        var north = StartAgent("north", address);
        var south = StartAgent("south", address);
        await server.LineAsync("\"event\":\"turn\"");

        south.Signal(NodeProcess.Sigkill);

        (await server.EndAsync()).With(0);
        (await north.EndAsync()).With(0);
        var leftOut = Json("r1", "summary.json")["recovery"]!["left_out"]!.AsArray();
        Assert.All(leftOut, one => Assert.Equal("south", (string?)one!["agent"]));
        Assert.Equal(Epochs, (int)leftOut[^1]!["epoch"]!);
    }

    private void ExpectSameWeights() => Assert.Equal(
        (string?)Json("straight", "summary.json")["weights_sha256"],
        (string?)Json("r1", "summary.json")["weights_sha256"]);

    private async Task<string> ConfigAsync(string setting)
    {
        var file = Path.Combine(Folder, "server.conf");
        await File.WriteAllTextAsync(file, $"split-learning.server {{ {setting} }}");
        return file;
    }

    private async Task<(NodeProcess Demo, IReadOnlyList<Process> Children)> StartDemoAsync()
    {
        var demo = Start("demo", "--agents", "2", "--epochs", "10000", "--data", Data, "--run-id", "r1");
        await demo.LineAsync("epoch 1 train");
        var children = ChildrenOf(demo.Id).ToList();
        Assert.Equal(3, children.Count);
        return (demo, children);
    }

    // /proc/PID/stat: pid (name) state parent ...; the name may hold blanks, so it is read from its closing bracket.
    private static IEnumerable<Process> ChildrenOf(int parent) => Process.GetProcesses().Where(process =>
        File.Exists($"/proc/{process.Id}/stat")
        && File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[^1].Split(' ')[1] == $"{parent}");
}
