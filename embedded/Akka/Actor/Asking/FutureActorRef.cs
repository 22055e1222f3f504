using Akka.Event;

namespace Akka.Actor;

/// <summary>Takes the one answer to an Ask. It has a path only if somebody wants it, such as a serializer.</summary>
internal sealed class FutureActorRef<T>(IActorRefProvider provider) : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorPath? _path;
    private CancellationTokenSource? _expiry;
    private CancellationTokenRegistration _onExpiry;
    private CancellationTokenRegistration _onCancel;

    public Task<T> Result => _result.Task;

    public override ActorPath Path => _path ?? Register();

    public override IInternalActorRef Parent => provider.TempContainer;

    public override IActorRefProvider Provider => provider;

    public override bool IsTerminated => Result.IsCompleted;

    public void Expire(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            _expiry = new CancellationTokenSource(timeout);
            _onExpiry = _expiry.Token.UnsafeRegister(
                _ => End(_result.TrySetException(new AskTimeoutException($"No answer within {timeout}"))), null);
        }
        if (cancellationToken.CanBeCanceled)
            _onCancel = cancellationToken.UnsafeRegister(
                _ => End(_result.TrySetCanceled(cancellationToken)), null);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        var taken = message switch
        {
            T answer => _result.TrySetResult(answer),
            Status.Failure failure => _result.TrySetException(failure.Cause),
            Status.Success { Status: T answer } => _result.TrySetResult(answer),
            _ => _result.TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (taken)
            End(true);
        else
            provider.DeadLetters.Tell(AllDeadLetters.For(message, sender ?? provider.DeadLetters, this), sender);
    }

    private void End(bool ended)
    {
        if (!ended)
            return;
        _expiry?.Dispose();
        _onExpiry.Unregister();
        _onCancel.Unregister();
        if (Volatile.Read(ref _path) is { } path)
            provider.UnregisterTempActor(path);
    }

    private ActorPath Register()
    {
        var path = provider.TempPath();
        if (Interlocked.CompareExchange(ref _path, path, null) is { } earlier)
            return earlier;
        provider.RegisterTempActor(this, path);
        if (Result.IsCompleted)
            provider.UnregisterTempActor(path);
        return path;
    }
}
