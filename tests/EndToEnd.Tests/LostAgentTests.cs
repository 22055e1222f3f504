namespace SplitLearning.EndToEnd.Tests;

public sealed class LostAgentTests : Workplace
{
    [Fact]
    public async Task Agent_KilledAndNotToBeWaitedFor_ServerNamesItWithin30Seconds()
    {
        var (server, address) = await StartServerAsync(
            "--agents", "2", "--epochs", "10000", "--on-lost-agent", "stop");
        var first = StartAgent("north", address);
        var second = StartAgent("south", address);
        await server.LineAsync("\"event\":\"turn\"");

        second.Signal(NodeProcess.Sigkill);

        var ended = (await server.EndAsync(TimeSpan.FromSeconds(30))).With(7);
        Assert.Matches(@"^error: [^\n]*\bsouth\b[^\n]*\n$", ended.Error);
        Assert.Equal("failed", (string?)Json("r1", "summary.json")["status"]);
        (await first.EndAsync()).With(10);
    }

    [Fact]
    public async Task Agent_LostBeforeTheStart_GoesFromTheClusterAndAnotherTakesItsPlace()
    {
        var (server, address) = await StartServerAsync("--agents", "2", "--epochs", "1");
        var lost = StartAgent("north", address);
        await ClusterOfAsync(2, address);

        lost.Signal(NodeProcess.Sigkill);
        await ClusterOfAsync(1, address);
        var agents = new[] { StartAgent("south", address), StartAgent("west", address) };

        foreach (var agent in agents)
            (await agent.EndAsync()).With(0);
        (await server.EndAsync()).With(0);
    }

    [Fact]
    public async Task Server_KilledAndNotLookedForAgain_AgentsEndWithCode6()
    {
        var (server, address) = await StartServerAsync("--agents", "1", "--epochs", "10000");
        var agent = StartAgent("north", address, "--orphan-timeout", "0 s");
        await server.LineAsync("\"event\":\"turn\"");

        server.Signal(NodeProcess.Sigkill);

        var ended = (await agent.EndAsync(TimeSpan.FromSeconds(30))).With(6);
        Assert.Matches(@"^error: [^\n]*\n$", ended.Error);
        Assert.Contains(address, ended.Error);
    }
}
