using Akka.Actor;
using Akka.Cluster.Protocol;

namespace Akka.Cluster.Daemon;

/// <summary>What the coordinated shutdown of a node does for the cluster, phase by phase.</summary>
internal static class ClusterShutdownTasks
{
    public static void AddTo(CoordinatedShutdown shutdown, Cluster cluster, IActorRef daemon)
    {
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterLeave, "leave", () =>
        {
            if (!IsMember(cluster))
                return Done();
            daemon.Tell(new LeaveMember(cluster.SelfAddress), ActorRefs.NoSender);
            return After(cluster.Lifecycle.Leaving);
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterExiting, "wait-exiting", () =>
            IsMember(cluster) ? After(cluster.Lifecycle.Exiting) : Done());
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterExitingDone, "exiting-completed", () =>
        {
            if (!IsMember(cluster))
                return Done();
            daemon.Tell(ExitingCompleted.Instance, ActorRefs.NoSender);
            return After(cluster.Lifecycle.Terminated);
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterShutdown, "wait-shutdown", () =>
        {
            cluster.Shutdown();
            return After(cluster.Lifecycle.Terminated);
        });
    }

    private static bool IsMember(Cluster cluster) =>
        !cluster.IsTerminated && cluster.SelfMember.Status is not (MemberStatus.Removed or MemberStatus.Down);

    private static Task<Done> Done() => Task.FromResult(Akka.Done.Instance);

    private static async Task<Done> After(Task task)
    {
        await task.ConfigureAwait(false);
        return Akka.Done.Instance;
    }
}
