using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Runs asynchronous handlers on their actor.</summary>
public static class ActorTaskScheduler
{
    public static void RunTask(Action action) => action();

    /// <exception cref="InvalidOperationException">No actor is running on this thread.</exception>
    public static void RunTask(Func<Task> asyncAction) => RunTask(static action => action(), asyncAction);

    internal static void RunTask<T>(Func<T, Task> handler, T message)
    {
        var cell = ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from an actor");
        var context = new ActorSynchronizationContext(cell);
        var task = context.Enter(() => handler(message));
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult(); // throws what the handler threw
            return;
        }
        var actor = cell.Actor;
        cell.Mailbox.Suspend();
        var awaiter = task.ConfigureAwait(false).GetAwaiter();
        awaiter.UnsafeOnCompleted(() => context.Post(_ => End(cell, actor, task), null));
    }

    private static void End(ActorCell cell, ActorBase? actor, Task task)
    {
        cell.EndAsync();
        if (ReferenceEquals(cell.Actor, actor)) // a failure of the instance before a restart is not the new one's
            task.GetAwaiter().GetResult();
    }
}
