using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Cluster.Protocol;

namespace Akka.Cluster.Daemon;

internal sealed partial class ClusterCoreDaemon
{
    private static readonly TimeSpan FirstSeedRetry = TimeSpan.FromMilliseconds(250);

    private readonly JoinTerms _terms;
    private ImmutableList<Address> _seeds = [];

    private void JoinConfiguredSeeds()
    {
        if (_settings.SeedNodes.IsEmpty)
        {
            _log.Info("No seed-nodes configured, manual cluster join required");
            return;
        }
        if (_settings.ShutdownAfterUnsuccessfulJoinSeedNodes is { } limit)
            Timers.StartSingleTimer(nameof(JoinLimit), JoinLimit.Instance, limit);
        Seek(_settings.SeedNodes);
    }

    private void Uninitialized()
    {
        NotJoined();
        Receive<IClusterMessage>(_ => { }); // what a former life of this address was in is none of ours
    }

    /// <summary>What any state before Member does.</summary>
    private void NotJoined()
    {
        Subscriptions();
        Receive<JoinTo>(join => Join(join.Address));
        Receive<JoinSeedNodes>(join => Seek(join.Seeds));
        Receive<InitJoin>(_ => Sender.Tell(new InitJoinNack(_self.Address)));
        Receive<JoinLimit>(_ => GiveUp());
        Receive<ExitingCompleted>(_ => _cluster.Shutdown());
        Receive<Remote.RemotingLifecycleEvent>(_ => { });
    }

    private void Seek(ImmutableList<Address> seeds)
    {
        if (seeds.IsEmpty)
            return;
        _seeds = seeds;
        var others = seeds.Remove(_self.Address).ToHashSet();
        var isFirst = seeds[0] == _self.Address;
        if (isFirst && others.Count == 0)
        {
            FormCluster();
            return;
        }
        if (isFirst)
            Timers.StartSingleTimer(nameof(SeedTimeout), SeedTimeout.Instance, _settings.SeedNodeTimeout);
        Become(() => SeekingSeeds(others, isFirst));
        AskSeeds(others, FirstSeedRetry);
    }

    /// <summary>The first seed node forms the cluster when all others say that they are in none, or are not there: so
    /// two of them never form one each, and a first one that was restarted comes back to the others.</summary>
    private void SeekingSeeds(HashSet<Address> others, bool isFirst)
    {
        var silent = others.ToHashSet();
        NotJoined();
        Receive<InitJoinAck>(OnAck);
        Receive<InitJoinNack>(nack =>
        {
            if (silent.Remove(nack.From) && silent.Count == 0 && isFirst)
                FormCluster();
        });
        Receive<SeedTimeout>(_ => FormCluster());
        Receive<SeedRetry>(retry => AskSeeds(others, retry.Next));
        Receive<IClusterMessage>(_ => { });
    }

    private void AskSeeds(IReadOnlyCollection<Address> seeds, TimeSpan wait)
    {
        _log.Verbose("Asking seed nodes [{0}]", string.Join(", ", seeds));
        var limited = wait < _settings.SeedNodeTimeout ? wait : _settings.SeedNodeTimeout;
        Timers.StartSingleTimer(nameof(SeedRetry), new SeedRetry(2 * limited), limited);
        foreach (var seed in seeds)
            Send(seed, new InitJoin(_terms));
    }

    private void OnAck(InitJoinAck ack)
    {
        if (ack.Refusal is null)
        {
            Join(ack.From);
            return;
        }
        _log.Error("Cannot join the cluster of [{0}]: {1}", ack.From, ack.Refusal);
        Timers.Cancel(nameof(SeedRetry));
        Become(Uninitialized);
        CoordinatedShutdown.Get(Context.System)
            .Run(CoordinatedShutdown.ClusterJoinUnsuccessfulReason.Instance);
    }

    private void Join(Address address)
    {
        Timers.Cancel(nameof(SeedRetry));
        Timers.Cancel(nameof(SeedTimeout));
        if (address == _self.Address)
        {
            FormCluster();
            return;
        }
        if (address.System != _self.Address.System || address.Protocol != _self.Address.Protocol)
        {
            _log.Warning("Cannot join [{0}]: system name and protocol must be those of this node", address);
            return;
        }
        if (_settings.RetryUnsuccessfulJoinAfter is { } retry)
            Timers.StartSingleTimer(nameof(JoinRetry), JoinRetry.Instance, retry);
        Become(() => Joining(address));
        _log.Verbose("Joining [{0}]", address);
        Send(address, new Join(_self, _settings.Roles));
    }

    private void Joining(Address address)
    {
        NotJoined();
        Receive<Welcome>(OnWelcome, w => w.From.Address == address && w.Gossip.Members.ContainsKey(_self));
        Receive<JoinRetry>(_ =>
        {
            _log.Warning("No answer to joining [{0}], trying again", address);
            if (_seeds.IsEmpty)
                Join(address);
            else
                Seek(_seeds);
        });
        Receive<IClusterMessage>(_ => { });
    }

    private void OnWelcome(Welcome welcome)
    {
        _log.Info("Welcome from [{0}]", welcome.From.Address);
        BecomeMember(welcome.Gossip.SeenBy(_self));
        GossipTo(welcome.From);
    }

    private void FormCluster()
    {
        _log.Info("Forms a new cluster");
        BecomeMember(Gossip.Empty.Join(_self, _self, _settings.Roles));
        LeadersTurn();
    }

    private void GiveUp()
    {
        _log.Error("None of the seed nodes [{0}] let this node in within {1} " +
            "(akka.cluster.shutdown-after-unsuccessful-join-seed-nodes), shutting down",
            string.Join(", ", _seeds), _settings.ShutdownAfterUnsuccessfulJoinSeedNodes!);
        CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterJoinUnsuccessfulReason.Instance);
    }

    private sealed record SeedRetry(TimeSpan Next);

    private sealed record SeedTimeout
    {
        public static readonly SeedTimeout Instance = new();
    }

    private sealed record JoinRetry
    {
        public static readonly JoinRetry Instance = new();
    }

    private sealed record JoinLimit
    {
        public static readonly JoinLimit Instance = new();
    }
}
