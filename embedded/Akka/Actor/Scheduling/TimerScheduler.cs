namespace Akka.Actor;

internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, Tick> _timers = [];

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval)
    {
        var tick = Begin(key, msg, repeats: true);
        cell.System.Scheduler.ScheduleTellRepeatedly(initialDelay, interval, cell.Self, tick, cell.Self, tick.Timer);
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout)
    {
        var tick = Begin(key, msg, repeats: false);
        cell.System.Scheduler.ScheduleTellOnce(timeout, cell.Self, tick, cell.Self, tick.Timer);
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var tick))
            tick.Timer.Cancel();
    }

    public void CancelAll()
    {
        foreach (var tick in _timers.Values)
            tick.Timer.Cancel();
        _timers.Clear();
    }

    /// <summary>The message of a tick that came, or null if its timer was cancelled or replaced meanwhile.</summary>
    internal object? Take(Tick tick)
    {
        if (!_timers.TryGetValue(tick.Key, out var current) || !ReferenceEquals(current, tick))
            return null;
        if (!tick.Repeats)
            _timers.Remove(tick.Key);
        return tick.Message;
    }

    private Tick Begin(object key, object msg, bool repeats)
    {
        Cancel(key);
        return _timers[key] = new Tick(key, msg, repeats, new Cancelable(cell.System.Scheduler.Advanced));
    }

    internal sealed class Tick(object key, object message, bool repeats, ICancelable timer)
        : INoSerializationVerificationNeeded
    {
        public object Key => key;

        public object Message => message;

        public bool Repeats => repeats;

        public ICancelable Timer => timer;
    }
}
