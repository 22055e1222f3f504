using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Virtual time: what is scheduled runs when a test lets time pass, on the test's thread, in order of time.
/// Chosen by <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"</c>.</summary>
public sealed class TestScheduler(Config schedulerConfig, ILoggingAdapter log) : SchedulerBase(schedulerConfig, log)
{
    private readonly PriorityQueue<Job, (DateTimeOffset Due, long Order)> _jobs = new();
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private DateTimeOffset? _now;
    private long _order;

    /// <summary>Virtual time. It starts at the real time of the system's start.</summary>
    public DateTimeOffset Now => _now ?? _start;

    public override TimeSpan MonotonicClock => Now - _start;

    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    protected override DateTimeOffset TimeNow => Now;

    public void Advance(TimeSpan offset) => AdvanceTo(Now + offset);

    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < Now)
            throw new InvalidOperationException($"Time cannot go back from {Now} to {when}");
        while (TryTake(when, out var job))
            Run(job.Action);
        lock (_jobs)
            _now = when;
    }

    protected override void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        lock (_jobs)
            _jobs.Enqueue(new Job(interval, action, cancelable), (Now + delay, _order++));
    }

    private bool TryTake(DateTimeOffset until, out Job job)
    {
        lock (_jobs)
        {
            while (_jobs.TryPeek(out job!, out var place) && place.Due <= until)
            {
                _jobs.Dequeue();
                if (job.Cancelable?.IsCancellationRequested == true)
                    continue;
                _now = place.Due > Now ? place.Due : Now;
                if (job.Interval is { } interval)
                    _jobs.Enqueue(job, (place.Due + interval, _order++));
                return true;
            }
            return false;
        }
    }

    private sealed record Job(TimeSpan? Interval, Action Action, ICancelable? Cancelable);
}
