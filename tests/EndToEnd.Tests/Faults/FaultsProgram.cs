using System.Runtime.InteropServices;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>What <c>scripts/faults</c> starts: a series of faults outside of the tests, of any length.</summary>
internal static class FaultsProgram
{
    private const string Usage = "Usage: scripts/faults [--count N] [--seed S] [--kind KIND] [--parallel P] [--out FILE]";

    /// <returns>0 when every run has recovered, 1 when one has not, 2 for a wrong option, 130 when stopped.</returns>
    public static async Task<int> Main(string[] arguments)
    {
        if (Parse(arguments) is not { } options)
            return 2;

        using var stop = new CancellationTokenSource();
        using var onSigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            return await RunAsync(options, stop.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 130;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true; // the processes of the run go first
            stop.Cancel();
        }
    }

    private static async Task<int> RunAsync(Options options, CancellationToken stop)
    {
        using var series = await FaultSeries.PrepareAsync();
        Console.WriteLine($"{options.Count} faults from seed {options.Seed}; weights of the central run: "
            + series.Expected[..12]);
        var faults = Enumerable.Range(options.Seed, options.Count)
            .Select(seed => options.Kind is { } kind ? Fault.Of(seed, kind) : Fault.Of(seed));
        var soFar = new List<FaultResult>();
        var results = await series.RunAllAsync([.. faults], options.Parallel, result =>
        {
            soFar.Add(result);
            Console.WriteLine(result);
            FaultsFile.Write(options.Out, series.Expected, soFar); // after each: a long series may be stopped
        }, stop);
        FaultsFile.Write(options.Out, series.Expected, results);
        var skipped = results.Count(result => result.Skipped is not null);
        var recovered = results.Count(result => result.IsRecovered);
        Console.WriteLine($"{recovered} of {results.Count - skipped} runs recovered, {skipped} skipped: {options.Out}");
        return recovered + skipped == results.Count ? 0 : 1;
    }

    private static Options? Parse(string[] arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            if (With(options, arguments[i], value) is not { } next)
            {
                Console.Error.WriteLine($"error: '{arguments[i]} {value}' is not an option of this program. {Usage}");
                return null;
            }

            options = next;
        }

        return options;
    }

    private static Options? With(Options options, string name, string value) => name switch
    {
        "--count" when int.TryParse(value, out var count) && count > 0 => options with { Count = count },
        "--seed" when int.TryParse(value, out var seed) && seed >= 0 => options with { Seed = seed },
        "--parallel" when int.TryParse(value, out var parallel) && parallel > 0
            => options with { Parallel = parallel },
        "--kind" when Enum.TryParse<FaultKind>(value.Replace("-", ""), ignoreCase: true, out var kind)
            => options with { Kind = kind },
        "--out" when value.Length > 0 => options with { Out = value },
        _ => null,
    };

    /// <param name="Seed">Of the first fault; those after it have the numbers that follow.</param>
    /// <param name="Kind">Null for all of them in turn.</param>
    /// <param name="Parallel">Runs at a time.</param>
    private sealed record Options(
        int Count = 100, int Seed = 1, FaultKind? Kind = null, int Parallel = 1,
        string Out = "artifacts/faults.json");
}
