using Akka.Actor;

namespace Akka.TestKit;

/// <summary>The next message must be so and so, within the time given (else: what is left of the Within around, else
/// single-expect-default).</summary>
public abstract partial class TestKitBase
{
    public T ExpectMsg<T>(
        TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(duration, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgAsync<T>(
        TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(duration, (_, _) => { }, hint, cancellationToken);

    public T ExpectMsg<T>(
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(message, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgAsync<T>(
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, Equal(message, hint), hint, cancellationToken);

    public T ExpectMsg<T>(
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(isMessage, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, True<T>((m, _) => isMessage(m), hint), hint, cancellationToken);

    public T ExpectMsg<T>(
        Action<T> assert,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(assert, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, (m, _) => assert(m), hint, cancellationToken);

    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(assertMessageAndSender, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, assertMessageAndSender, hint, cancellationToken);

    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>(isMessageAndSender, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, True(isMessageAndSender, hint), hint, cancellationToken);

    private Action<T, IActorRef> Equal<T>(T expected, string? hint) =>
        (message, _) => _assertions.AssertEqual(expected, message, "{0}", hint ?? "");

    private Action<T, IActorRef> True<T>(Func<T, IActorRef, bool> fits, string? hint) => (message, sender) =>
        _assertions.AssertTrue(
            fits(message, sender), "Got <{0}> from {1}, which does not fit. {2}", message!, sender, hint ?? "");
}
