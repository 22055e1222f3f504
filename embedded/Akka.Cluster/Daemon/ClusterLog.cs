using Akka.Event;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Daemon;

/// <summary>What happens, in the log: as far as <c>akka.cluster.log-info</c> wants it; warnings always.</summary>
internal sealed class ClusterLog(ILoggingAdapter log, Cluster cluster)
{
    public void Event(IClusterDomainEvent e)
    {
        switch (e)
        {
            case UnreachableMember unreachable:
                Warning("Marking node as UNREACHABLE [{0}]", unreachable.Member);
                break;
            case ReachableMember reachable:
                Info("Marking node as REACHABLE again [{0}]", reachable.Member);
                break;
            case MemberRemoved removed:
                Info("[{0}] is removed, was {1}", removed.Member.Address, removed.PreviousStatus);
                break;
            case IMemberEvent { Member: var m }:
                Info("[{0}] is {1}, roles [{2}]", m.Address, m.Status, string.Join(", ", m.Roles));
                break;
            default:
                Verbose("{0}", e);
                break;
        }
    }

    public void Info(string format, params object[] args)
    {
        if (cluster.Settings.LogInfo)
            log.Info(Prefix(format), args);
    }

    public void Verbose(string format, params object[] args)
    {
        if (cluster.Settings.LogInfoVerbose)
            log.Info(Prefix(format), args);
    }

    public void Warning(string format, params object[] args) => log.Warning(Prefix(format), args);

    public void Error(string format, params object[] args) => log.Error(Prefix(format), args);

    private string Prefix(string format) => $"Cluster Node [{cluster.SelfAddress}] - {format}";
}
