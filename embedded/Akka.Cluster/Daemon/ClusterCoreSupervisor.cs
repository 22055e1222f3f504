using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster.Daemon;

/// <summary>A daemon that failed has lost its state: this node cannot go on as a member.</summary>
internal sealed class ClusterCoreSupervisor : ReceiveActor
{
    private readonly Cluster _cluster;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ClusterCoreSupervisor(Cluster cluster)
    {
        _cluster = cluster;
        var daemon = Context.ActorOf(
            Props.Create(() => new ClusterCoreDaemon(cluster)).WithDispatcher(cluster.Settings.UseDispatcher),
            "daemon");
        ReceiveAny(daemon.Forward);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        _log.Error(cause, "The cluster daemon of {0} failed, it shuts down: {1}", _cluster.SelfAddress, cause.Message);
        _cluster.Shutdown();
        return Directive.Stop;
    });
}
