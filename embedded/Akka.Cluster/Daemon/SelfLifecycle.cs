namespace Akka.Cluster.Daemon;

/// <summary>How far this node has come, as tasks that others wait for.</summary>
internal sealed class SelfLifecycle
{
    private readonly TaskCompletionSource _up = New();
    private readonly TaskCompletionSource _leaving = New();
    private readonly TaskCompletionSource _exiting = New();
    private readonly TaskCompletionSource _terminated = New();

    public Task Up => _up.Task;

    /// <summary>Leaving or further: the others know that this node goes.</summary>
    public Task Leaving => _leaving.Task;

    public Task Exiting => _exiting.Task;

    /// <summary>The cluster part has stopped.</summary>
    public Task Terminated => _terminated.Task;

    public void Advance(MemberStatus status)
    {
        if (status == MemberStatus.Up)
            _up.TrySetResult();
        if (status is MemberStatus.Leaving or MemberStatus.Exiting or MemberStatus.Down)
            _leaving.TrySetResult();
        if (status is MemberStatus.Exiting or MemberStatus.Down)
            _exiting.TrySetResult();
    }

    public void Terminate()
    {
        _leaving.TrySetResult();
        _exiting.TrySetResult();
        _terminated.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
