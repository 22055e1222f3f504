using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>All that keeps or shows a run: its files, and whoever watches. One event at a time.</summary>
/// <remarks>
/// A file that cannot be written does not throw into the training: <see cref="CannotWrite"/> asks for an orderly end,
/// in which the others are told.
/// </remarks>
internal sealed class RunRecords : IRunRecorder, IDisposable
{
    private readonly CancellationTokenSource _cannotWrite = new();
    private readonly Lock _lock = new();
    private readonly MetricsFile _metrics;
    private readonly IRunRecorder[] _recorders;
    private bool _ended;

    public RunRecords(
        RunFolder folder, RunMode mode, TrainingPlan plan, TimeProvider clock, IRunRecorder watcher)
    {
        _metrics = new(folder.Metrics);
        _recorders = [_metrics, new ConfusionFiles(folder), new SummaryFile(folder, mode, plan, clock), watcher];
    }

    /// <summary>The first failure to write; null as long as all is well.</summary>
    public NodeFailureException? Failure { get; private set; }

    /// <summary>Cancelled when there is a <see cref="Failure"/>.</summary>
    public CancellationToken CannotWrite => _cannotWrite.Token;

    public void Record(RunEvent runEvent)
    {
        lock (_lock) // the end can come from a signal's thread
        {
            if (_ended)
                return;

            _ended = runEvent is RunFinished or RunFailed or RunInterrupted;
            foreach (var recorder in _recorders)
                Pass(runEvent, recorder);
        }

        if (Failure is not null)
            _cannotWrite.Cancel();
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _cannotWrite.Dispose();
    }

    private void Pass(RunEvent runEvent, IRunRecorder recorder)
    {
        try
        {
            recorder.Record(runEvent);
        }
        catch (NodeFailureException e)
        {
            Failure ??= e;
        }
    }
}
