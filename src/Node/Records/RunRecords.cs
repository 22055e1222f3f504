using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Report;

namespace SplitLearning.Node.Records;

/// <summary>All that keeps or shows a run: its files, and whoever watches. One event at a time.</summary>
/// <remarks>
/// A file that cannot be written does not throw into the training: <see cref="CannotWrite"/> asks for an orderly end,
/// in which the others are told.
/// </remarks>
internal sealed class RunRecords : IDisposable, IRunRecorder
{
    private readonly CancellationTokenSource _cannotWrite = new();
    private readonly Lock _lock = new();
    private readonly RunLock _folderLock;
    private readonly RunClock _clock;
    private readonly RunHistory _history;
    private readonly PlanKeeper? _plan;
    private readonly MetricsFile _metrics;
    private readonly IRunRecorder[] _recorders;
    private bool _ended;

    /// <summary>Of a central or split run.</summary>
    /// <param name="plan">What the run goes by from now on.</param>
    /// <param name="before">What happened in earlier sessions of the run; null for a new one.</param>
    /// <param name="planned">Its plan until now; null for a new run.</param>
    /// <exception cref="NodeFailureException">Another process has the folder, or it is not writable.</exception>
    public RunRecords(
        RunFolder folder, RunMode mode, TrainingPlan plan, TimeProvider clock, IRunRecorder watcher,
        RunHistory? before = null, PlanFile? planned = null)
        : this(folder, mode, PlanOutline.Of(plan), new(folder, plan, planned ?? new(PlanHistory.Of(plan))), clock,
            watcher, before)
    {
    }

    /// <summary>Of a run whose plan cannot change.</summary>
    /// <exception cref="NodeFailureException">Another process has the folder, or it is not writable.</exception>
    public RunRecords(
        RunFolder folder, RunMode mode, PlanOutline plan, TimeProvider clock, IRunRecorder watcher,
        RunHistory? before = null)
        : this(folder, mode, plan, keeper: null, clock, watcher, before)
    {
    }

    private RunRecords(
        RunFolder folder, RunMode mode, PlanOutline plan, PlanKeeper? keeper, TimeProvider clock, IRunRecorder watcher,
        RunHistory? before)
    {
        _folderLock = RunLock.Take(folder.Lock);
        _history = before ?? new();
        _clock = new(clock, _history.Seconds);
        _plan = keeper;
        _metrics = new(folder.Metrics);
        _recorders =
        [
            new ConfusionFiles(folder), new SummaryFile(folder, mode, plan, _plan, _clock, _history),
            new ReportFile(folder), watcher,
        ];
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
            var at = _clock.Seconds;
            _history.Add(runEvent, at);
            Pass(() => _metrics.Record(runEvent, at));
            foreach (var recorder in _recorders)
                Pass(() => recorder.Record(runEvent));
            if (runEvent is RunResumed resumed)
                Pass(() => GoOn(resumed));
            if (Failure is not null)
                _cannotWrite.Cancel();
        }
    }

    /// <summary>What is recorded later is passed over: whoever is late to end is not to fail for it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _metrics.Dispose();
            _folderLock.Dispose();
            _cannotWrite.Dispose();
        }
    }

    private void GoOn(RunResumed resumed)
    {
        foreach (var change in _plan?.GoOnFrom(new(resumed.Epoch, resumed.Turns)) ?? [])
            Record(change);
    }

    private void Pass(Action record)
    {
        try
        {
            record();
        }
        catch (NodeFailureException e)
        {
            Failure ??= e;
        }
    }
}
