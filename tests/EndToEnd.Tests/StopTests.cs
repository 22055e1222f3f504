using System.Diagnostics;

namespace SplitLearning.EndToEnd.Tests;

public sealed class StopTests : Workplace
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Demo_CtrlC_LeavesNoProcess()
    {
        var (demo, children) = await StartDemoAsync();

        demo.Signal(NodeProcess.Sigint);

        var ended = (await demo.EndAsync(StopLimit)).With(130);
        Assert.Equal("Stopped.\n", ended.Error);
        Assert.All(children, child => Assert.True(child.HasExited));
        Assert.Equal("interrupted", (string?)Json("r1", "summary.json")["status"]);
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
    public async Task Server_CtrlC_AgentIsToldAndBothEnd()
    {
        var (server, address) = await StartServerAsync("--agents", "2");
        var agent = StartAgent("north", address, "--output", "json");
        await agent.LineAsync("\"event\":\"agent\"");

        server.Signal(NodeProcess.Sigint);

        (await server.EndAsync(StopLimit)).With(130);
        agent.Signal(NodeProcess.Sigint);
        Assert.NotEqual(0, (await agent.EndAsync(StopLimit)).Code);
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
