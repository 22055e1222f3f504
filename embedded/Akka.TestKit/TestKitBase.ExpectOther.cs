using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public Terminated ExpectTerminated(
        IActorRef target,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectTerminatedAsync(target, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The next message says that an actor watched is gone.</summary>
    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<Terminated>(
            t => _assertions.AssertEqual(target, t.ActorRef, "{0}", hint ?? ""), timeout, hint, cancellationToken);

    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(duration, cancellationToken).AsTask().GetAwaiter().GetResult();

    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        ExpectNothing(RemainingOr(Dilated(TestKitSettings.ExpectNoMessageDefault)), cancellationToken);

    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>Nothing comes for that long.</summary>
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNothing(Dilated(NotNegative(duration)), cancellationToken);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) =>
        ExpectMsgAllOf((IReadOnlyCollection<T>)messages);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        IReadOnlyCollection<T> messages, TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAllOfAsync(messages, max, cancellationToken).ToListAsync(cancellationToken).AsTask()
            .GetAwaiter().GetResult();

    /// <summary>All of these come, in any order, and nothing else between.</summary>
    public async IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        IReadOnlyCollection<T> messages,
        TimeSpan? max = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var missing = messages.ToList();
        await foreach (var message in ReceiveNAsync(messages.Count, RemainingOrDilated(max), cancellationToken)
            .ConfigureAwait(false))
        {
            _assertions.AssertTrue(
                message is T typed && missing.Remove(typed),
                "Got <{0}>, expected all of [{1}] in any order", message, string.Join(", ", messages));
            yield return (T)message;
        }
    }

    public T ExpectMsgAnyOf<T>(params T[] messages) => ExpectMsgAnyOf(messages, CancellationToken.None);

    public T ExpectMsgAnyOf<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectMsg<T>(
            m => messages.Contains(m), null, "Expected any of " + string.Join(", ", messages), cancellationToken);

    private async ValueTask ExpectNothing(TimeSpan time, CancellationToken ct)
    {
        var envelope = await TakeAsync(time, ct).ConfigureAwait(false);
        _assertions.AssertTrue(
            envelope is null, "Expected no messages during {0}, instead we received {1}", time, envelope!);
        _lastWasNoMessage = true;
    }

    private async ValueTask<T> ExpectAsync<T>(
        TimeSpan? timeout, Action<T, IActorRef> assert, string? hint, CancellationToken ct)
    {
        var time = RemainingOrDilated(timeout);
        var envelope = await TakeAsync(time, ct).ConfigureAwait(false);
        if (envelope is null)
            _assertions.Fail("Timeout {0} while waiting for a message of type {1} {2}", time, typeof(T), hint ?? "");
        if (envelope!.Message is not T message)
        {
            _assertions.Fail(
                "Expected a message of type {0}, but received <{1}> of type {2} from {3} {4}",
                typeof(T), envelope.Message, envelope.Message.GetType(), envelope.Sender, hint ?? "");
            throw new InvalidOperationException("Assertions.Fail must throw");
        }
        assert(message, envelope.Sender);
        return message;
    }
}
