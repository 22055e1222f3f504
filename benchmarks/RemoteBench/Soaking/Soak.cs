using System.Diagnostics;
using System.Text.Json;

namespace RemoteBench.Soaking;

/// <summary>Two processes keep all lanes to each other busy, with every message numbered.</summary>
/// <remarks>Whole connections lose nothing. Where they break, ordinary messages may get lost (at most once), but not
/// their order; system messages may not even then.</remarks>
internal static class Soak
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="breakEvery">How often a connection is broken, by turns; null for never.</param>
    /// <returns>The exit code: 1 if a number is missing that must not be, or one is out of order.</returns>
    public static async Task<int> RunAsync(TimeSpan time, TimeSpan? breakEvery)
    {
        using var here = breakEvery is null ? null : new Relay();
        using var there = breakEvery is null ? null : new Relay();
        using var peer = Peer.StartProcess("soak-peer", $"{there?.Target ?? 0}", $"{there?.Port ?? 0}");
        await using var side = new Side("driver", here?.Target ?? 0, here?.Port ?? 0);
        side.Listen();
        var address = await peer.StandardOutput.ReadLineAsync();
        await peer.StandardInput.WriteLineAsync($"{side.Address} {time.TotalSeconds}");
        await side.SendAsync(address!);
        var breaks = await PassAsync(time, breakEvery, [here, there]);
        var sent = await side.DrainAsync();
        await peer.StandardOutput.ReadLineAsync();
        await peer.StandardInput.WriteLineAsync();
        var reports = new[]
        {
            await side.ReportAsync(sent),
            JsonSerializer.Deserialize<SideReport>((await peer.StandardOutput.ReadLineAsync())!)!,
        };
        await peer.WaitForExitAsync();
        var ok = reports.SelectMany(report => report.Figures).All(figures => IsRight(figures, breaks > 0));
        Console.WriteLine(JsonSerializer.Serialize(
            new { time.TotalMinutes, Breaks = breaks, Ok = ok, Sides = reports }, Indented));
        return ok ? 0 : 1;
    }

    /// <summary>The other process; lines over its standard input and output say when what comes.</summary>
    public static async Task ServeAsync(int port, int publicPort)
    {
        var lines = Console.Out;
        Console.SetOut(Console.Error); // where log lines go
        await using var side = new Side("peer", port, publicPort);
        side.Listen();
        await lines.WriteLineAsync(side.Address);
        var (other, seconds) = (await Console.In.ReadLineAsync())!.Split(' ') is [var a, var s] ? (a, s) : default;
        await side.SendAsync(other);
        await Task.Delay(TimeSpan.FromSeconds(double.Parse(seconds, null)));
        var sent = await side.DrainAsync();
        await lines.WriteLineAsync("drained");
        await Console.In.ReadLineAsync();
        await lines.WriteLineAsync(JsonSerializer.Serialize(await side.ReportAsync(sent)));
    }

    /// <returns>How many connections were broken.</returns>
    private static async Task<int> PassAsync(TimeSpan time, TimeSpan? breakEvery, Relay?[] relays)
    {
        var started = Stopwatch.GetTimestamp();
        var breaks = 0;
        for (var turn = 0; Stopwatch.GetElapsedTime(started) is var passed && passed < time; turn++)
        {
            if (turn > 0 && relays[turn % 2]?.BreakOne() == true) breaks++;
            var left = time - passed;
            await Task.Delay(breakEvery < left ? breakEvery.Value : left);
        }

        return breaks;
    }

    private static bool IsRight(Figures figures, bool broken) =>
        figures is { Count: > 0, OutOfOrder: 0 } && (figures.Missing == 0 || (broken && figures.Name != "deaths"));
}
