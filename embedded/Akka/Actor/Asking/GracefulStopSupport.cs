using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

public static class GracefulStopSupport
{
    /// <summary>Sends a PoisonPill and waits for the end.</summary>
    /// <exception cref="TaskCanceledException">The actor is not gone in time.</exception>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        GracefulStop(target, timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var reference = (IInternalActorRef)target;
        var watcher = new StopWatcher(reference);
        reference.SendSystemMessage(new Watch(reference, watcher));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await watcher.Gone.WaitAsync(timeout).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            reference.SendSystemMessage(new Unwatch(reference, watcher));
            throw new TaskCanceledException($"{target} did not stop within {timeout}");
        }
    }

    private sealed class StopWatcher(IInternalActorRef target) : MinimalActorRef
    {
        private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ActorPath? _path;

        public Task Gone => _gone.Task;

        public override ActorPath Path => _path ??= Register();

        public override IActorRefProvider Provider => target.Provider;

        public override void SendSystemMessage(ISystemMessage message)
        {
            if (message is not DeathWatchNotification gone || !gone.Actor.Equals(target))
                return;
            Provider.UnregisterTempActor(Path);
            _gone.TrySetResult();
        }

        private ActorPath Register()
        {
            var path = Provider.TempPath();
            Provider.RegisterTempActor(this, path);
            return path;
        }
    }
}
