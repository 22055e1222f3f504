using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>All that keeps or shows a run: its files, and whoever watches. One event at a time.</summary>
internal sealed class RunRecords : IRunRecorder, IDisposable
{
    private readonly MetricsFile _metrics;
    private readonly IRunRecorder[] _recorders;
    private bool _ended;

    public RunRecords(
        RunFolder folder, RunMode mode, TrainingPlan plan, string? data, TimeProvider clock, IRunRecorder watcher)
    {
        _metrics = new(folder.Metrics);
        _recorders = [_metrics, new ConfusionFiles(folder), new SummaryFile(folder, mode, plan, data, clock), watcher];
    }

    /// <summary>The first failure to write; the run's own report of it says less.</summary>
    public NodeFailureException? Failure { get; private set; }

    /// <exception cref="NodeFailureException">A file cannot be written; the message names it.</exception>
    public void Record(RunEvent runEvent)
    {
        lock (_recorders) // the end can come from the signal's thread
        {
            if (_ended)
                return;

            _ended = runEvent is RunFinished or RunFailed or RunInterrupted;
            foreach (var recorder in _recorders)
                Pass(runEvent, recorder);
        }
    }

    public void Dispose() => _metrics.Dispose();

    private void Pass(RunEvent runEvent, IRunRecorder recorder)
    {
        try
        {
            recorder.Record(runEvent);
        }
        catch (NodeFailureException e)
        {
            Failure ??= e;
            throw;
        }
    }
}
