using System.Diagnostics;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Real time, on .NET's timer queue: nothing runs while nothing is due.</summary>
internal sealed class TimerQueueScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log), IDisposable
{
    private static readonly long Start = Stopwatch.GetTimestamp();
    private volatile bool _disposed;

    public override TimeSpan MonotonicClock => Stopwatch.GetElapsedTime(Start);

    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    protected override DateTimeOffset TimeNow => DateTimeOffset.UtcNow;

    public void Dispose() => _disposed = true;

    protected override void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        if (_disposed)
            throw new SchedulerException("The scheduler was shut down: the actor system terminates");
        if (cancelable?.IsCancellationRequested != true)
            new Job(this, delay, interval, action, cancelable).Arm();
    }

    private sealed class Job
    {
        private readonly TimerQueueScheduler _scheduler;
        private readonly TimeSpan? _interval;
        private readonly Action _action;
        private readonly ICancelable? _cancelable;
        private readonly Timer _timer;
        private TimeSpan _due;
        private CancellationTokenRegistration _registration;

        public Job(
            TimerQueueScheduler scheduler, TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
        {
            _scheduler = scheduler;
            _interval = interval;
            _action = action;
            _cancelable = cancelable;
            _due = scheduler.MonotonicClock + delay;
            // Callbacks must not see the scheduling actor's ambient values.
            using (ExecutionContext.SuppressFlow())
                _timer = new Timer(static job => ((Job)job!).Fire(), this, Timeout.Infinite, Timeout.Infinite);
        }

        public void Arm()
        {
            if (_cancelable is not null)
                _registration = _cancelable.Token.UnsafeRegister(static job => ((Job)job!)._timer.Dispose(), this);
            Wait();
        }

        private void Wait()
        {
            var left = Math.Ceiling((_due - _scheduler.MonotonicClock).TotalMilliseconds);
            try
            {
                _timer.Change((long)Math.Max(0, left), Timeout.Infinite);
            }
            catch (ObjectDisposedException)
            {
                // Cancelled in between.
            }
        }

        private void Fire()
        {
            if (_scheduler._disposed || _cancelable?.IsCancellationRequested == true)
            {
                End();
                return;
            }
            if (_scheduler.MonotonicClock < _due)
            {
                Wait(); // .NET's timers count in milliseconds and may come a little early
                return;
            }
            _scheduler.Run(_action);
            if (_interval is not { } interval)
            {
                End();
                return;
            }
            _due += interval; // from the planned time, so that delays do not add up
            Wait();
        }

        private void End()
        {
            _timer.Dispose();
            _registration.Dispose();
        }
    }
}
