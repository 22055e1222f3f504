using System.Diagnostics;
using System.Globalization;

namespace ClusterBench;

/// <param name="Unreachable">Who was called unreachable, by whom; none is what must be.</param>
internal sealed record BulkResult(
    string Settings, int Nodes, double Seconds, double GigabytesPerSecond, IReadOnlyList<string> Unreachable);

/// <summary>A stream of big messages from all agents to the server, which takes the whole of the loopback and of the
/// processors.</summary>
internal static class Bulk
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(60);

    private const int Agents = 16;

    /// <summary>Nobody is downed here: that somebody is called unreachable is what is looked for.</summary>
    private const int StableAfter = 3600;

    public static async Task<BulkResult> RunAsync(string settings, TimeSpan time)
    {
        await using var fleet = await Fleet.StartAsync(settings, Agents, StableAfter);
        await fleet.SeeEachOtherAsync();
        var server = fleet.Nodes[0];
        foreach (var agent in fleet.Nodes.Skip(1))
            agent.Tell(Node.Send);
        var (from, before) = await ReceivedAsync(server);
        await Task.Delay(time);
        var (to, after) = await ReceivedAsync(server);

        var seconds = Stopwatch.GetElapsedTime(from, to).TotalSeconds;
        return new(settings, Agents + 1, Math.Round(seconds, 1), Math.Round((after - before) / seconds / 1e9, 3),
            [.. fleet.Nodes.SelectMany(FalseAlarms)]);
    }

    private static async Task<(long At, long Bytes)> ReceivedAsync(NodeProcess server)
    {
        var said = server.Sights.Count;
        server.Tell(Node.Received);
        var answer = await server.SaysAsync(Node.Received, said);
        return (answer.At, long.Parse(answer.Line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> FalseAlarms(NodeProcess node) => node.Sights
        .Where(sight => sight.Line.StartsWith(View.Unreachable + ' ', StringComparison.Ordinal))
        .Select(sight => $"{sight.Line} by {node.Name}");
}
