using System.Runtime.CompilerServices;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message, or null if none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        ReceiveOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();

    public async ValueTask<object?> ReceiveOneAsync(
        TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TakeAsync(max ?? RemainingOrDefault, cancellationToken).ConfigureAwait(false))?.Message;

    /// <summary>The next message, which stays there; null if none comes in time.</summary>
    public async ValueTask<object?> PeekOneAsync(
        TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        await WaitAsync(max ?? RemainingOrDefault, cancellationToken).ConfigureAwait(false) &&
        _queue.Reader.TryPeek(out var envelope) ? envelope.Message : null;

    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken ct = default)
    {
        envelope = TakeAsync(max ?? RemainingOrDefault, ct).AsTask().GetAwaiter().GetResult()!;
        return envelope is not null;
    }

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IReadOnlyCollection<object> ReceiveN(
        int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        ReceiveAll(numberOfMessages, max, cancellationToken).GetAwaiter().GetResult();

    public IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveNAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>So many messages, all of them within the time.</summary>
    public async IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, TimeSpan max, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var end = Now + Dilated(max);
        for (var i = 0; i < numberOfMessages; i++)
        {
            var envelope = await TakeAsync(end - Now, cancellationToken).ConfigureAwait(false);
            _assertions.AssertTrue(
                envelope is not null, "Timeout ({0}) while expecting {1} messages, got {2}", max, numberOfMessages, i);
            yield return envelope!.Message;
        }
    }

    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
        where T : class => ReceiveWhile(filter, max, null, msgs, cancellationToken);

    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max,
        TimeSpan? idle,
        Func<object, T?> filter,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default)
        where T : class => ReceiveWhile(filter, max, idle, msgs, cancellationToken);

    /// <summary>What the filter makes of messages, until it gives null (that message stays), no message comes for the
    /// idle time, max is over, or there are as many as msgs.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default)
        where T : class =>
        ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken).ToListAsync(cancellationToken).AsTask()
            .GetAwaiter().GetResult();

    public async IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T?> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        var end = Now + RemainingOrDilated(max);
        for (var count = 0; count < msgs; count++)
        {
            var left = end - Now;
            var wait = idle is { } pause && pause < left ? pause : left;
            if (!await WaitAsync(wait, cancellationToken).ConfigureAwait(false) ||
                !_queue.Reader.TryPeek(out var next) || filter(next.Message) is not { } result)
                break;
            _queue.Reader.TryRead(out _last);
            yield return result;
        }
        _lastWasNoMessage = true;
    }

    public T FishForMessage<T>(
        Predicate<T> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, max, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public object FishForMessage(
        Predicate<object> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <summary>The first message that fits; those before it are thrown away.</summary>
    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var time = RemainingOrDilated(max);
        for (var end = Now + time; ;)
        {
            var envelope = await TakeAsync(end - Now, cancellationToken).ConfigureAwait(false);
            _assertions.AssertTrue(
                envelope is not null, "Timeout ({0}) while fishing for {1}. {2}", time, typeof(T).Name, hint);
            if (envelope!.Message is T message && isMessage(message))
                return message;
        }
    }

    private async Task<IReadOnlyCollection<object>> ReceiveAll(int count, TimeSpan max, CancellationToken ct)
    {
        var result = new List<object>();
        await foreach (var message in ReceiveNAsync(count, max, ct).ConfigureAwait(false))
            result.Add(message);
        return result;
    }

    private async ValueTask<MessageEnvelope?> TakeAsync(TimeSpan time, CancellationToken ct)
    {
        var taken = await WaitAsync(time, ct).ConfigureAwait(false) && _queue.Reader.TryRead(out _last);
        _lastWasNoMessage = false;
        return taken ? _last : null;
    }

    private async ValueTask<bool> WaitAsync(TimeSpan time, CancellationToken ct)
    {
        if (_queue.Reader.TryPeek(out _))
            return true;
        if (time <= TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
            return false;
        try
        {
            return await _queue.Reader.WaitToReadAsync(ct).AsTask().WaitAsync(time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return _queue.Reader.TryPeek(out _);
        }
    }
}
