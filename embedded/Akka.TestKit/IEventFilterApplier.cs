namespace Akka.TestKit;

/// <summary>Applies a filter: while a block runs, so many fitting events must be logged, unprinted.</summary>
public interface IEventFilterApplier
{
    void ExpectOne(Action action);

    void ExpectOne(TimeSpan timeout, Action action);

    T ExpectOne<T>(Func<T> func, TimeSpan? timeout = null);

    void Expect(int expectedCount, Action action);

    void Expect(int expectedCount, TimeSpan timeout, Action action);

    T Expect<T>(int expectedCount, Func<T> func, TimeSpan? timeout = null);

    Task ExpectOneAsync(Action action);

    Task ExpectOneAsync(Func<Task> actionAsync, TimeSpan? timeout = null);

    Task ExpectOneAsync(TimeSpan timeout, Func<Task> actionAsync);

    Task ExpectAsync(int expectedCount, Action action);

    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout = null);

    /// <summary>Does not print what fits while the block runs.</summary>
    void Mute(Action action);

    /// <summary>Does not print what fits until disposed.</summary>
    IUnmutableFilter Mute();
}

public interface IUnmutableFilter : IDisposable
{
    void Unmute();
}
