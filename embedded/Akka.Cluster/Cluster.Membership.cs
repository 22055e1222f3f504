using Akka.Actor;
using Akka.Cluster.Daemon;
using Akka.Cluster.Protocol;
using Akka.Event;

namespace Akka.Cluster;

public partial class Cluster
{
    /// <summary>Joins the cluster that the node at that address is in; its own address: forms one.</summary>
    public void Join(Address address) => _daemon.Tell(new JoinTo(address), ActorRefs.NoSender);

    /// <returns>Done when this node is Up.</returns>
    /// <exception cref="ClusterJoinFailedException">The cluster part of this node ended, or the token was cancelled,
    /// before.</exception>
    public Task JoinAsync(Address address, CancellationToken token = default) => Joined(() => Join(address), token);

    /// <summary>Joins whatever seed node answers first; if this is the first of them and none answers, forms a
    /// cluster.</summary>
    public void JoinSeedNodes(IEnumerable<Address> seedNodes) =>
        _daemon.Tell(new JoinSeedNodes([.. seedNodes]), ActorRefs.NoSender);

    /// <returns>Done when this node is Up.</returns>
    /// <exception cref="ClusterJoinFailedException">As <see cref="JoinAsync"/>.</exception>
    public Task JoinSeedNodesAsync(IEnumerable<Address> seedNodes, CancellationToken token = default) =>
        Joined(() => JoinSeedNodes(seedNodes), token);

    /// <summary>Lets a member go gracefully: Leaving, Exiting, Removed. When it is this node, its system shuts down
    /// by the coordinated shutdown.</summary>
    public void Leave(Address address) => _daemon.Tell(new LeaveMember(address), ActorRefs.NoSender);

    /// <returns>Done when this node is out.</returns>
    public Task LeaveAsync() => LeaveAsync(CancellationToken.None);

    public Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (!IsTerminated)
            Leave(SelfAddress);
        return Lifecycle.Terminated.WaitAsync(cancellationToken);
    }

    /// <summary>Declares a member lost: it is removed as soon as the others agree, and shuts itself down if it hears
    /// of it.</summary>
    public void Down(Address address) => _daemon.Tell(new DownMember(address), ActorRefs.NoSender);

    /// <summary>Runs the callback once this node is Up; at once if it is.</summary>
    public void RegisterOnMemberUp(Action callback) => RunAfter(Lifecycle.Up, callback);

    /// <summary>Runs the callback once this node is out of the cluster for good; at once if it is.</summary>
    public void RegisterOnMemberRemoved(Action callback) => RunAfter(Lifecycle.Terminated, callback);

    private async Task Joined(Action join, CancellationToken token)
    {
        if (IsTerminated)
            throw new ClusterJoinFailedException($"{SelfAddress} has left its cluster; join with a new actor system");
        join();
        try
        {
            await Task.WhenAny(Lifecycle.Up, Lifecycle.Terminated).WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new ClusterJoinFailedException(
                $"{SelfAddress} is {SelfMember.Status}, not Up, at the end of its time");
        }
        if (!Lifecycle.Up.IsCompleted)
            throw new ClusterJoinFailedException($"{SelfAddress} shut its cluster part down before it was Up");
    }

    private void RunAfter(Task task, Action callback) => task.ContinueWith(
        _ =>
        {
            try
            {
                callback();
            }
            catch (Exception e)
            {
                _log.Error(e, "A callback on {0} failed: {1}", SelfMember, e.Message);
            }
        },
        CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
