using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Like ExpectMsg, and from a certain sender.</summary>
public abstract partial class TestKitBase
{
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgFromAsync<T>(sender, duration, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        TimeSpan? duration = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync(duration, FromSender<T>(sender, hint, (_, _) => { }), hint, cancellationToken);

    public T ExpectMsgFrom<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgFromAsync<T>(sender, message, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, FromSender<T>(sender, hint, Equal(message, hint)), hint, cancellationToken);

    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgFromAsync<T>(sender, isMessage, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync(
            timeout, FromSender(sender, hint, True<T>((m, _) => isMessage(m), hint)), hint, cancellationToken);

    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectMsgFromAsync(sender, assertMessage, timeout, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        ExpectAsync<T>(timeout, FromSender<T>(sender, hint, (m, _) => assertMessage(m)), hint, cancellationToken);

    private Action<T, IActorRef> FromSender<T>(IActorRef expected, string? hint, Action<T, IActorRef> assert) =>
        (message, sender) =>
        {
            _assertions.AssertEqual(expected, sender, "Sender of <{0}>. {1}", message, hint ?? "");
            assert(message, sender);
        };
}
