namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private TimeSpan? _receiveTimeout;
    private ICancelable? _receiveTimeoutTimer;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A receive timeout must be positive");
        _receiveTimeout = timeout == Timeout.InfiniteTimeSpan ? null : timeout;
        if (_receiveTimeout is null)
            CancelReceiveTimeout();
    }

    private void RearmReceiveTimeout(object? after = null)
    {
        if (_receiveTimeout is not { } timeout ||
            (after is INotInfluenceReceiveTimeout && _receiveTimeoutTimer is not null) || _stopping)
            return;
        CancelReceiveTimeout();
        _receiveTimeoutTimer = System.Scheduler.ScheduleTellOnceCancelable(
            timeout, Self, Akka.Actor.ReceiveTimeout.Instance, Self);
    }

    private void CancelReceiveTimeout()
    {
        _receiveTimeoutTimer?.Cancel();
        _receiveTimeoutTimer = null;
    }
}
