namespace Akka.Actor;

/// <summary>Asking: a message out, a task for the answer back. The task fails with AskTimeoutException when the time is
/// up, with the Cause of a Status.Failure, and is cancelled by the token.</summary>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(
        this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    public static Task<T> Ask<T>(
        this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <param name="messageFactory">Gives the message, told who will get the answer.</param>
    public static Task<T> Ask<T>(
        this ICanTell self,
        Func<IActorRef, object> messageFactory,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        if (ProviderOf(self) is not { } provider)
            throw new ArgumentException($"{self} belongs to no actor system and cannot be asked", nameof(self));
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        var future = new FutureActorRef<T>(provider);
        future.Expire(timeout ?? provider.Settings.AskTimeout, cancellationToken);
        var message = messageFactory(future);
        self.Tell(message, future);
        return future.Result;
    }

    private static IActorRefProvider? ProviderOf(ICanTell target) => target switch
    {
        Nobody => null,
        IInternalActorRef reference => reference.Provider,
        ActorSelection selection => ProviderOf(selection.Anchor),
        _ => null,
    };
}
