using System.Diagnostics;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>When the innermost Within ends, as Stopwatch time; null outside.</summary>
    private TimeSpan? _end;
    private bool _lastWasNoMessage;

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Time left in the innermost Within.</summary>
    /// <exception cref="InvalidOperationException">Not in a Within.</exception>
    public TimeSpan Remaining => _end is { } end
        ? end - Now
        : throw new InvalidOperationException("Remaining is only known inside Within");

    protected TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    /// <summary>A duration times akka.test.timefactor.</summary>
    public TimeSpan Dilated(TimeSpan duration) => duration * TestKitSettings.TestTimeFactor;

    public TimeSpan RemainingOr(TimeSpan duration) => _end is { } end ? end - Now : duration;

    public TimeSpan RemainingOrDilated(TimeSpan? duration) =>
        duration is { } time ? Dilated(NotNegative(time)) : RemainingOrDefault;

    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue);

    public void Within(
        TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null) =>
        Within(min, max, () => Completed(action), hint, epsilonValue);

    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue);

    /// <summary>Runs a block that must take at least min and at most max; Expects inside wait no longer.</summary>
    public T Within<T>(
        TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null) =>
        WithinAsync(min, max, () => Task.FromResult(function()), hint, epsilonValue).GetAwaiter().GetResult();

    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue);

    public Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null) =>
        WithinAsync(min, max, () => Completed(actionAsync), hint, epsilonValue);

    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue);

    public async Task<T> WithinAsync<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null)
    {
        var (start, outer) = (Now, _end);
        var left = outer is { } end ? end - start : TimeSpan.MaxValue;
        var limit = Dilated(max) < left ? Dilated(max) : left;
        _assertions.AssertTrue(left >= min, "Block needs {0}, but only {1} is left. {2}", min, left, hint ?? "");
        _lastWasNoMessage = false;
        _end = start + limit;
        T result;
        try
        {
            result = await function().ConfigureAwait(false);
        }
        finally
        {
            _end = outer;
        }
        var took = Now - start;
        _assertions.AssertTrue(took >= min, "Block took {0}, less than {1}. {2}", took, min, hint ?? "");
        if (!_lastWasNoMessage) // an ExpectNoMsg at the end uses up the time on purpose
            _assertions.AssertTrue(
                took <= limit + epsilonValue.GetValueOrDefault(),
                "Block took {0}, exceeding {1}. {2}", took, limit, hint ?? "");
        return result;
    }

    private static TimeSpan NotNegative(TimeSpan time) => time >= TimeSpan.Zero
        ? time
        : throw new ArgumentOutOfRangeException(nameof(time), time, "A test waits for a time of zero or more");

    private static bool Completed(Action action)
    {
        action();
        return true;
    }

    private static async Task<bool> Completed(Func<Task> action)
    {
        await action().ConfigureAwait(false);
        return true;
    }
}
