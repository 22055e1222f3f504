using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Training;

/// <summary>Reads the batches of a run on a thread of its own, a few ahead of the training.</summary>
/// <remarks>For one thread that takes; reading ends where it is when the reader is disposed of.</remarks>
internal sealed class ReadAhead : IDisposable
{
    private readonly BlockingCollection<Outcome> _ready;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <param name="order">All batches of the run, in the order in which they will be taken.</param>
    /// <param name="batches">How many may be ready at a time, above 0.</param>
    public ReadAhead(IDataset data, IEnumerable<(Phase Phase, int[] Indices)> order, int batches)
    {
        _ready = new BlockingCollection<Outcome>(batches);
        _thread = new Thread(() => Read(data, order)) { IsBackground = true, Name = "read-ahead" };
        _thread.Start();
    }

    /// <summary>The next batch; waits for it where it is not ready.</summary>
    /// <param name="waited">How long that took.</param>
    /// <exception cref="DatasetException">A sample is damaged or cannot be read.</exception>
    public SampleBatch Take(out TimeSpan waited)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = _ready.Take();
        waited = Stopwatch.GetElapsedTime(started);
        outcome.Error?.Throw();
        return outcome.Batch!;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Read(IDataset data, IEnumerable<(Phase Phase, int[] Indices)> order)
    {
        try
        {
            foreach (var (phase, indices) in order)
                _ready.Add(new Outcome(data.Read(phase, indices), Error: null), _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody takes any more.
        }
        catch (Exception error)
        {
            // Whoever takes the batch shall see it, in its place behind those before.
            Report(ExceptionDispatchInfo.Capture(error));
        }
    }

    private void Report(ExceptionDispatchInfo error)
    {
        try
        {
            _ready.Add(new Outcome(Batch: null, error), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody takes any more.
        }
    }

    private sealed record Outcome(SampleBatch? Batch, ExceptionDispatchInfo? Error);
}
