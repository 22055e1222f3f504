using Akka.Actor;
using Akka.Cluster.Heartbeats;

namespace Akka.Cluster.Daemon;

/// <summary>/system/cluster: keeps the parts together and hands on what <see cref="Cluster"/> wants. When it stops,
/// this node is out of the cluster for good.</summary>
internal sealed class ClusterDaemon : ReceiveActor
{
    private readonly Cluster _cluster;

    public ClusterDaemon(Cluster cluster)
    {
        _cluster = cluster;
        var self = cluster.SelfUniqueAddress;
        Context.ActorOf(
            Props.Create(() => new ClusterHeartbeatReceiver(self)).WithDispatcher(cluster.Settings.UseDispatcher),
            "heartbeatReceiver");
        Receive<Begin>(_ => BeginCore());
    }

    private void BeginCore()
    {
        var cluster = _cluster;
        var core = Context.ActorOf(
            Props.Create(() => new ClusterCoreSupervisor(cluster)).WithDispatcher(cluster.Settings.UseDispatcher),
            "core");
        Become(() => ReceiveAny(core.Forward));
    }

    protected override void PostStop()
    {
        _cluster.Lifecycle.Terminate();
        // Leaving has started it already; after being downed or a failure nobody else would.
        if (_cluster.WasShutDown && _cluster.Settings.RunCoordinatedShutdownWhenDown)
            CoordinatedShutdown.Get(_cluster.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
    }

    /// <summary>
    /// The first message. What is below talks to <see cref="Cluster"/>, which cannot hand anything on before it has
    /// this actor's reference: were the core to start earlier, its downing actor could fail and be gone.
    /// </summary>
    public sealed record Begin
    {
        public static readonly Begin Instance = new();
    }
}
