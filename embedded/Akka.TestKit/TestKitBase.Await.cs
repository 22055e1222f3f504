namespace Akka.TestKit;

/// <summary>Tries again until something is so.</summary>
public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    public void AwaitAssert(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken ct = default) =>
        AwaitAssertAsync(assertion, duration, interval, ct).GetAwaiter().GetResult();

    public Task AwaitAssertAsync(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken ct = default) =>
        AwaitAssertAsync(() => Task.FromResult(Completed(assertion)), duration, interval, ct);

    /// <summary>Until the assertion does not throw; what it threw last, when the time is over.</summary>
    public async Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken ct = default)
    {
        for (var end = Now + RemainingOrDilated(duration); ;)
        {
            try
            {
                await assertion().ConfigureAwait(false);
                return;
            }
            catch (Exception) when (Now < end)
            {
                await Pause(interval, end, ct).ConfigureAwait(false);
            }
        }
    }

    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken ct = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, ct);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken ct = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, ct);

    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken ct = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, ct);

    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string? message = null,
        CancellationToken ct = default) =>
        AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, ct)
            .GetAwaiter().GetResult();

    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max = null,
        TimeSpan? interval = null,
        string? message = null,
        CancellationToken ct = default) =>
        AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, ct);

    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max = null,
        TimeSpan? interval = null,
        string? message = null,
        CancellationToken ct = default)
    {
        var time = max is null ? RemainingOr(Dilated(TestKitSettings.DefaultTimeout)) : RemainingOrDilated(max);
        for (var end = Now + time; !await conditionIsFulfilled().ConfigureAwait(false);)
        {
            _assertions.AssertTrue(Now < end, "The condition did not come true within {0}. {1}", time, message ?? "");
            await Pause(interval, end, ct).ConfigureAwait(false);
        }
    }

    private static Task Pause(TimeSpan? interval, TimeSpan end, CancellationToken ct)
    {
        var (wait, left) = (interval ?? DefaultInterval, end - Now);
        var pause = wait < left ? wait : left;
        return Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, ct);
    }
}
