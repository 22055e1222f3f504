using System.Diagnostics;

namespace ClusterBench;

/// <summary>Seconds, each until the last of the nodes saw it.</summary>
/// <param name="AllUp">From the start of the first process until all see all Up.</param>
/// <param name="Unreachable">From kill -9 until all survivors call all the killed ones unreachable.</param>
/// <param name="Removed">From kill -9 until all survivors see just each other.</param>
/// <param name="UpAgain">From the restart of the killed ones until all see all Up.</param>
internal sealed record LifecycleSeconds(double AllUp, double Unreachable, double Removed, double UpAgain);

internal sealed record LifecycleResult(
    string Settings, int Nodes, int Lost, int StableAfter, LifecycleSeconds Seconds);

/// <summary>A cluster from its first node to the return of those that were killed.</summary>
internal static class Lifecycle
{
    private const int Agents = 16;
    private const int Lost = 4;
    private const int StableAfter = 5;

    public static async Task<LifecycleResult> RunAsync(string settings)
    {
        var started = Stopwatch.GetTimestamp();
        await using var fleet = await Fleet.StartAsync(settings, Agents, StableAfter);
        var allUp = Seconds(started, await fleet.SeeEachOtherAsync());

        var killedAt = Stopwatch.GetTimestamp();
        var killed = await fleet.KillAsync(Lost);
        var names = killed.Select(node => node.Name).ToHashSet();
        var unreachable = Seconds(killedAt, await fleet.SeeAsync(view => view.Lost.SetEquals(names)));
        var removed = Seconds(killedAt, await fleet.SeeEachOtherAsync());

        var restarted = Stopwatch.GetTimestamp();
        await fleet.RestartAsync(killed);
        var upAgain = Seconds(restarted, await fleet.SeeEachOtherAsync());
        return new(settings, Agents + 1, Lost, StableAfter, new(allUp, unreachable, removed, upAgain));
    }

    private static double Seconds(long from, long to) => Math.Round(Stopwatch.GetElapsedTime(from, to).TotalSeconds, 1);
}
