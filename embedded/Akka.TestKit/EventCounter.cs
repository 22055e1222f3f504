using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Counts events that fit, on the threads that publish them.</summary>
internal sealed class EventCounter(IActorRefProvider provider, Predicate<object> fits) : MinimalActorRef
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _reached;
    private int _goal;

    public int Count { get; private set; }

    public override ActorPath Path { get; } = provider.TempPath();

    public override IActorRefProvider Provider => provider;

    /// <summary>Done when that many have come, or the time is over.</summary>
    public async Task Reaches(int count, TimeSpan within)
    {
        Task reached;
        lock (_lock)
        {
            if (Count >= count)
                return;
            _goal = count;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            reached = _reached.Task;
        }
        await Task.WhenAny(reached, Task.Delay(within)).ConfigureAwait(false);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (!fits(message))
            return;
        lock (_lock)
            if (++Count == _goal)
                _reached?.TrySetResult();
    }
}
