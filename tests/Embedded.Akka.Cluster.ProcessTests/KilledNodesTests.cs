using System.Diagnostics;
using ClusterBench;
using Xunit.Abstractions;

namespace Embedded.Akka.Cluster.ProcessTests;

/// <summary>A server and agents in processes of their own. Seconds are printed, and judged by nobody here:
/// <c>benchmarks/ClusterBench</c> has the figures.</summary>
public sealed class KilledNodesTests(ITestOutputHelper output)
{
    private const int StableAfter = 3;
    private long _begun = Stopwatch.GetTimestamp();

    [Fact]
    public async Task FourOfSeventeen_KilledAndStartedAgain_AllAgreeOnEachStep()
    {
        await using var fleet = await Fleet.StartAsync(Settings.Product, agents: 16, StableAfter);
        await fleet.SeeEachOtherAsync();
        Print("all Up");

        var killed = await fleet.KillAsync(4);
        var names = killed.Select(node => node.Name).ToHashSet();
        await fleet.SeeAsync(view => view.Lost.SetEquals(names));
        Print("Unreachable");
        await fleet.SeeEachOtherAsync();
        Print("Removed");

        await fleet.RestartAsync(killed);
        await fleet.SeeEachOtherAsync();
        Print("all Up again");
        Assert.DoesNotContain(fleet.Nodes, node => names.Contains(node.Name));
        Assert.Equal(killed.Select(node => node.Address), fleet.Nodes.TakeLast(4).Select(node => node.Address));
    }

    [Fact]
    public async Task Server_Killed_AgentsStopThemselves()
    {
        await using var fleet = await Fleet.StartAsync(Settings.Product, agents: 3, StableAfter);
        await fleet.SeeEachOtherAsync();
        Print("all Up");

        await fleet.KillServerAsync();

        await Task.WhenAll(fleet.Nodes.Select(node => node.SaysAsync(Node.Stopped)));
        Print("stopped");
    }

    /// <summary>Seconds since the last such line.</summary>
    private void Print(string step)
    {
        output.WriteLine($"{Stopwatch.GetElapsedTime(_begun).TotalSeconds:0.0} s: {step}");
        _begun = Stopwatch.GetTimestamp();
    }
}
