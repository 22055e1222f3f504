using System.Text.Json.Nodes;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>People ask nodes that run, from another process.</summary>
public sealed class InspectionTests : Workplace
{
    [Fact]
    public async Task RunningNodes_Asked_TellOfClusterAndActors()
    {
        var (_, server) = await StartServerAsync("--agents", "2");
        var agent = StartAgent("north", server);
        await agent.LineAsync("north: data:");

        var members = await ClusterOfAsync(2, server);
        var status = (await AskAsync("cluster", "status", "--node", server)).With(0).Out;
        var tree = (await AskAsync("actors", "tree", "--node", server)).With(0).Out;

        Assert.Equal(server, (string)members["self"]!);
        Assert.Equal(["agent", "server"],
            members["members"]!.AsArray().Select(member => (string)member!["roles"]!.AsArray().Single()!).Order());
        Assert.Contains($"Node {server}: Up, role server.", status);
        Assert.Contains("Members: 2, all reachable.", status);
        Assert.Contains("\n  server\n", tree);
        Assert.Contains("\n    server-model\n", tree);
    }

    [Fact]
    public async Task Member_ToldToLeave_GoesAndItsProcessEnds()
    {
        var (_, server) = await StartServerAsync("--agents", "2");
        var agent = StartAgent("north", server);
        await agent.LineAsync("north: data:");
        var cluster = await ClusterOfAsync(2, server);
        var node = (string)cluster["members"]!.AsArray().Single(m => (string)m!["roles"]![0]! == "agent")!["node"]!;

        (await AskAsync("cluster", "leave", node, "--node", server)).With(0);

        Assert.NotEqual(0, (await agent.EndAsync()).Code);
        var unknown = await AskAsync("cluster", "down", "127.0.0.1:1", "--node", server);
        Assert.Equal("error: '127.0.0.1:1' is not a member; 'splitlearning cluster members' lists them.\n",
            unknown.With(8).Error);
    }

    [Fact]
    public async Task Nobody_Asked_OneLineAndCode6()
    {
        var ended = await AskAsync("cluster", "status", "--node", "127.0.0.1:9");

        Assert.Matches(@"^error: No node answers at 127\.0\.0\.1:9: Cannot connect .*refused.*\. --node must .*\n$", ended.With(6).Error);
    }

    [Fact]
    public async Task AnotherMachine_Asked_IsRefused()
    {
        var ended = await AskAsync("actors", "tree", "--node", "203.0.113.1:4053");

        Assert.Contains("not an address of this machine", ended.With(2).Error);
    }

    [Fact]
    public async Task NodeWithASecret_AskedWithoutIt_OneLineAndCode6()
    {
        var server = Start("correct horse", ["server", "--port", "0", "--run-id", "r1", "--output", "json"]);
        var address = (string)JsonNode.Parse(await server.LineAsync("\"event\":\"listening\""))!["server"]!;

        var ended = await AskAsync("cluster", "status", "--node", address);

        Assert.Matches($"^error: No node answers at {address}: .*secret.*\n$", ended.With(6).Error);
    }
}
