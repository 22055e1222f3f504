using Akka.Actor;

namespace Akka.TestKit;

internal sealed class EventFilterApplier(
    TestKitBase kit, ActorSystem system, Type channel, Predicate<object> fits) : IEventFilterApplier
{
    public void ExpectOne(Action action) => Expect(1, action);

    public void ExpectOne(TimeSpan timeout, Action action) => Expect(1, timeout, action);

    public T ExpectOne<T>(Func<T> func, TimeSpan? timeout = null) => Expect(1, func, timeout);

    public void Expect(int expectedCount, Action action) => Expect(expectedCount, Returning(action));

    public void Expect(int expectedCount, TimeSpan timeout, Action action) =>
        Expect(expectedCount, Returning(action), timeout);

    public T Expect<T>(int expectedCount, Func<T> func, TimeSpan? timeout = null) =>
        InterceptAsync(expectedCount, () => Task.FromResult(func()), timeout).GetAwaiter().GetResult();

    public Task ExpectOneAsync(Action action) => ExpectAsync(1, action);

    public Task ExpectOneAsync(Func<Task> actionAsync, TimeSpan? timeout = null) =>
        ExpectAsync(1, actionAsync, timeout);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> actionAsync) => ExpectAsync(1, actionAsync, timeout);

    public Task ExpectAsync(int expectedCount, Action action) =>
        InterceptAsync(expectedCount, () => Task.FromResult(Returning(action)()), null);

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout = null) =>
        InterceptAsync(expectedCount, () => Returning(actionAsync), timeout);

    public void Mute(Action action)
    {
        using (Mute())
            action();
    }

    public IUnmutableFilter Mute() => MutedEvents.For(system).Add(fits, channel);

    private async Task<T> InterceptAsync<T>(int expected, Func<Task<T>> action, TimeSpan? timeout)
    {
        var counter = new EventCounter(((ExtendedActorSystem)system).Provider, fits);
        using var muted = Mute();
        system.EventStream.Subscribe(counter, channel);
        try
        {
            var result = await action().ConfigureAwait(false);
            var leeway = kit.Dilated(timeout ?? kit.TestKitSettings.TestEventFilterLeeway);
            var wait = expected == 0 ? kit.Dilated(kit.TestKitSettings.ExpectNoMessageDefault) : leeway;
            await counter.Reaches(Math.Max(1, expected), wait).ConfigureAwait(false);
            kit.AssertCount(expected, counter.Count, channel);
            return result;
        }
        finally
        {
            system.EventStream.Unsubscribe(counter);
        }
    }

    private static Func<bool> Returning(Action action) => () =>
    {
        action();
        return true;
    };

    private static async Task<bool> Returning(Func<Task> action)
    {
        await action().ConfigureAwait(false);
        return true;
    }
}
