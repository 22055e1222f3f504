using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>Runs with a fault each, compared with a central run that nothing happens to.</summary>
internal sealed class FaultSeries : IDisposable
{
    /// <summary>What a run may take on a slow, busy machine before it counts as not recovered.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private const int TailLines = 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("splitlearning-faults-").FullName;
    private int _runs;

    private FaultSeries()
    {
    }

    /// <summary>Hash of the weights that each run must have.</summary>
    public string Expected { get; set; } = "";

    private string Data => Path.Combine(_folder, "digits");

    /// <summary>Draws the data and trains the central run.</summary>
    public static async Task<FaultSeries> PrepareAsync()
    {
        var series = new FaultSeries();
        SmallDigits.WriteTo(series.Data);
        await using var central = NodeProcess.Start(series._folder,
        [
            "central", "--as-agents", $"{FaultedRun.Agents}", .. FaultedRun.Plan, "--data", series.Data,
            "--run-id", "c",
        ]);
        (await central.EndAsync()).With(0);
        var summary = await File.ReadAllTextAsync(Path.Combine(series._folder, "runs", "c", "summary.json"));
        series.Expected = (string)JsonNode.Parse(summary)!["weights_sha256"]!;
        return series;
    }

    /// <summary>Several runs at a time: most of a run's time is spent on waiting for whoever is lost.</summary>
    /// <param name="parallel">How many at a time; each has its own processes, network and disks.</param>
    /// <param name="tell">Told of each result as it comes, one at a time.</param>
    /// <returns>In the order of the faults.</returns>
    public async Task<IReadOnlyList<FaultResult>> RunAllAsync(
        IReadOnlyList<Fault> faults, int parallel, Action<FaultResult> tell, CancellationToken stop)
    {
        var results = new FaultResult[faults.Count];
        var telling = new Lock();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, faults.Count),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = stop },
            async (i, cancelled) =>
            {
                results[i] = await RunAsync(faults[i], Limit, cancelled);
                lock (telling)
                    tell(results[i]);
            });
        return results;
    }

    /// <param name="limit">After it the run counts as not recovered.</param>
    /// <param name="stop">Ends the run, and the call with an <see cref="OperationCanceledException"/>.</param>
    public async Task<FaultResult> RunAsync(Fault fault, TimeSpan limit, CancellationToken stop)
    {
        if (fault.Kind is FaultKind.Cut or FaultKind.FullDisk && Site.Missing is { } reason)
            return new(fault, At: null, [], 0, Hash: null, Problem: null, Tails: new Dictionary<string, string>())
            {
                Skipped = reason,
            };

        var watch = Stopwatch.StartNew();
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{Interlocked.Increment(ref _runs)}")).FullName;
        await using var run = await FaultedRun.PrepareAsync(fault, folder, Data);
        var problem = await ProblemAsync(run, limit, stop);
        var tails = await run.StopAsync(TailLines);
        return new(fault, run.At, run.Who, watch.Elapsed.TotalSeconds, run.Hash, problem,
            problem is null ? new Dictionary<string, string>() : tails);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string?> ProblemAsync(FaultedRun run, TimeSpan limit, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(limit);
        try
        {
            return await run.RunAsync(patience.Token)
                ?? (run.Hash == Expected ? null : $"the weights are not those of the central run, {Expected[..12]}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"the run has not ended within {limit.TotalSeconds:0} s";
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or XunitException)
        {
            return e.Message; // it could not be done to the run
        }
    }
}
