using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;

namespace SplitLearning.Actors.Federated;

/// <content>From nobody to all clients hosted in the same state; agents that are lost and come back.</content>
public sealed partial class AggregatorActor
{
    private readonly Dictionary<AgentHost, TimeSpan> _lostSince = [];
    private readonly HashSet<AgentHost> _waitingFor = [];
    private IReadOnlyList<FederatedMember> _clients = []; // of the run; empty until all agents have offered theirs
    private int _course;
    private bool _hasBegun;
    private List<string> _damaged = []; // checkpoints that were passed over, a line each
    private string? _folder; // of the checkpoint that is gone on from

    private void Enlisting()
    {
        // Nothing has been dealt yet: an agent that goes before the start makes room for another.
        Receive<Terminated>(t => Desk.Dismiss(t.ActorRef));
        Receive<RunEndProtocol.AgentLeaving>(_ => Desk.Dismiss(Sender));
        Receive<NodeLost>(m => Desk.DismissAllAt(m.Address)); // should they be well, they ask again
        ReceiveInEveryState();
    }

    private protected override void Enlisted(string name, IActorRef agent)
    {
        if (_hosts.FirstOrDefault(host => host.Name == name) is { } kept)
        {
            kept.Replace(agent);
            Assign(kept);
        }
        else if (Desk.IsComplete)
        {
            _hosts = [.. Desk.Numbered().Select(known => new AgentHost(known))];
            Gather();
        }
    }

    private protected override void EnlistedAnew(string name, IActorRef agent)
    {
        if (_hosts.FirstOrDefault(host => host.Name == name) is not { } host)
        {
            return;
        }

        var former = host.Ref.Path.Address;
        Context.Unwatch(host.Ref);
        Lose(host, "was started anew");
        host.Replace(agent);
        if (!former.Equals(agent.Path.Address))
        {
            _membership.Tell(new DeclareDead(former));
        }

        Assign(host);
    }

    /// <summary>Waits for agents until all clients can be hosted.</summary>
    private void Gathering()
    {
        Receive<ClientsOffered>(_ => HostOf(Sender) is not null, m =>
        {
            Accept(HostOf(Sender)!, m);
            GoOnIfAllAreThere();
        });
        Receive<FederationDeclined>(_ => !_hasBegun && HostOf(Sender) is not null, m => GiveUp(
            FailureKind.Refused, $"Agent '{HostOf(Sender)!.Name}' cannot follow the plan: {m.Reason}"));
        Receive<Tick>(_ => AssignToAbsent());
        Receive<RejoinTimeout>(_ => EndWaiting());
        ReceiveInEveryState();
    }

    private void Gather()
    {
        Become(Gathering);
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _options.ReplyTimeout);
        Timers.StartSingleTimer(nameof(RejoinTimeout), RejoinTimeout.Instance, _options.RejoinTimeout);
        AssignToAbsent();
        GoOnIfAllAreThere();
    }

    private void AssignToAbsent()
    {
        foreach (var host in _hosts.Where(host => !host.IsPresent))
        {
            Assign(host);
        }
    }

    private void Assign(AgentHost host) =>
        host.Ref.Tell(new FederationAssigned(_options.RunId, _plan, _options.Shards));

    private void Accept(AgentHost host, ClientsOffered offer)
    {
        Context.Watch(host.Ref);
        host.Accept(offer);
        if (_lostSince.Remove(host, out var since))
        {
            Record(new AgentReturned(host.Name, (Now - since).TotalSeconds));
        }
    }

    private void GoOnIfAllAreThere()
    {
        if (_hosts.All(host => host.IsPresent))
        {
            GoOnWithThoseThere();
        }
    }

    private void EndWaiting()
    {
        var absent = _hosts.First(host => !host.IsPresent);
        if (_hasBegun && _options is { OnLostAgent: LostAgentPolicy.Skip, Shards: ShardMode.Simulated }
            && _hosts.Any(host => host.IsPresent))
        {
            Log.Warning("The clients of agent '{0}' go to the others", absent.Name);
            GoOnWithThoseThere();
            return;
        }

        GiveUp(
            FailureKind.AgentLost,
            $"Agent '{absent.Name}' at {absent.Ref.Path.Address} is not there in {_place}: it has been waited for "
            + $"for {_options.RejoinTimeout.TotalSeconds:0} s.",
            gone: absent.Ref);
    }

    private void GoOnWithThoseThere()
    {
        if (ReasonAgainstOffers() is { } reason)
        {
            GiveUp(FailureKind.Refused, reason);
            return;
        }

        if (_clients.Count == 0)
        {
            _clients = Numbered();
        }

        _damaged = [];
        GoBack(before: _hasBegun || _options.IsResumed ? int.MaxValue : 0);
    }

    /// <summary>Agents must agree on simulated clients, and one that comes back must bring those it had.</summary>
    private string? ReasonAgainstOffers()
    {
        var present = _hosts.Where(host => host.IsPresent).ToList();
        var expected = _options.Shards == ShardMode.Simulated
            ? _clients.Count > 0 ? _clients : present[0].Offered
            : null;
        var other = present.FirstOrDefault(host =>
            host.Offered.Count == 0 || !(expected ?? OwnOf(host) ?? host.Offered).SequenceEqual(host.Offered));
        return other is null
            ? null
            : $"Agent '{other.Name}' offers {other.Offered.Count} clients with "
                + $"{other.Offered.Sum(client => (long)client.TrainSamples)} training samples; the run has others. "
                + "Install the same release and the same data on all machines.";
    }

    /// <summary>With private shards: what the host offered at first, in its numbers; null before the start.</summary>
    private IReadOnlyList<FederatedMember>? OwnOf(AgentHost host) => _clients.Count == 0
        ? null
        : [.. host.Clients.Select(hosted => _clients[hosted.Client] with { Client = hosted.Offered })];

    private IReadOnlyList<FederatedMember> Numbered() => _options.Shards == ShardMode.Simulated
        ? _hosts.First(host => host.IsPresent).Offered
        : [.. _hosts.SelectMany(host => host.Offered).Select((client, number) => client with { Client = number })];

    /// <summary>To the newest checkpoint; to the seeded models where there is none.</summary>
    /// <param name="before">Only to one of an earlier round; 0: to none.</param>
    private void GoBack(int before)
    {
        Timers.CancelAll();
        _place = "the start";
        _course++;
        Become(Opening);
        _model.Tell(new AggregatorModelActor.Open(_course, _clients, before));
    }

    private void Opening()
    {
        Receive<AggregatorModelActor.Opened>(opened => opened.Course == _course, opened =>
        {
            _damaged.AddRange(opened.Damaged);
            _folder = opened.Folder;
            Place(opened.Round);
        });
        Receive<AggregatorModelActor.OpenFailed>(failed => GiveUp(failed.Kind, failed.Reason));
        ReceiveInEveryState();
    }

    private void Place(int round)
    {
        Distribute();
        _waitingFor.Clear();
        _waitingFor.UnionWith(_hosts.Where(host => host.IsPresent));
        Become(() => Placing(round));
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _options.ReplyTimeout);
        Timers.StartSingleTimer(nameof(RejoinTimeout), RejoinTimeout.Instance, _options.RejoinTimeout);
        TellPlaces(round);
    }

    private void Distribute()
    {
        if (_options.Shards == ShardMode.Private)
        {
            var next = 0;
            foreach (var host in _hosts)
            {
                host.Clients = [.. host.Offered.Select(client => new HostedClient(next++, client.Client))];
            }

            return;
        }

        var places = ClientPlacement.Of(_clients, [.. _hosts.Select(host => host.IsPresent)]);
        foreach (var (host, clients) in _hosts.Zip(places))
        {
            host.Clients = [.. clients.Select(client => new HostedClient(client, client))];
        }
    }

    private void Placing(int round)
    {
        Receive<ClientsHosted>(m => m.Course == _course && HostOf(Sender) is not null, _ =>
        {
            _waitingFor.Remove(HostOf(Sender)!);
            if (_waitingFor.Count == 0)
            {
                Timers.CancelAll();
                Begin(round);
            }
        });
        Receive<HostingFailed>(m => m.Course == _course && HostOf(Sender) is not null, m =>
        {
            var reason = $"Agent '{HostOf(Sender)!.Name}' cannot host its clients: {m.Reason}";
            if (m.Kind != FailureKind.Storage || round == 0)
            {
                GiveUp(m.Kind, reason);
                return;
            }

            Log.Warning("{0}", reason);
            _damaged.Add(reason);
            GoBack(before: round);
        });
        Receive<Tick>(_ => TellPlaces(round));
        Receive<RejoinTimeout>(_ => GiveUp(
            FailureKind.AgentLost,
            $"Agent '{_waitingFor.First().Name}' has not put its clients into the state after round {round} within "
            + $"{_options.RejoinTimeout.TotalSeconds:0} s."));
        ReceiveInEveryState();
    }

    private void TellPlaces(int round)
    {
        foreach (var host in _waitingFor)
        {
            host.Ref.Tell(new HostClients(_course, round, host.Clients));
        }
    }

    private void Begin(int round)
    {
        var isAgain = _hasBegun || _options.IsResumed;
        if (!_hasBegun)
        {
            _hasBegun = true;
            Record(new RunStarted([.. _clients.Select(RunAgentOf)]));
        }

        if (isAgain)
        {
            var folder = _folder is null ? "" : Path.GetRelativePath(_runFolder, _folder).Replace('\\', '/');
            Record(new RunResumed(round, folder, _damaged));
        }

        (_round, _jobs) = (round, 0);
        GoOn();
    }

    private RunAgent RunAgentOf(FederatedMember client)
    {
        var host = _hosts.First(host => host.Clients.Any(hosted => hosted.Client == client.Client));
        // A simulated client can be anybody's, one of an agent's own data goes where its agent goes.
        var name = _options.Shards == ShardMode.Simulated
            ? $"client-{client.Client}"
            : $"{host.Name}/client-{client.Client}";
        return new RunAgent(name, client.TrainSamples, client.TestSamples, host.Data);
    }

    private void Lose(AgentHost host, string reason)
    {
        if (!host.IsPresent)
        {
            return; // known
        }

        Log.Warning("Agent '{0}' at {1} is lost in {2}: it {3}", host.Name, host.Ref.Path.Address, _place, reason);
        host.Leave();
        _lostSince[host] = Now;
        Record(new AgentLost(host.Name, _place, reason));
        if (_options.OnLostAgent == LostAgentPolicy.Stop)
        {
            GiveUp(
                FailureKind.AgentLost,
                $"Agent '{host.Name}' at {host.Ref.Path.Address} is lost in {_place}: it {reason}.",
                gone: host.Ref);
        }
        else if (host.Clients.Count > 0 || !_hasBegun)
        {
            Timers.CancelAll();
            Gather();
        }
    }

    private AgentHost? HostOf(IActorRef actor) => _hosts.FirstOrDefault(host => host.Ref.Equals(actor));

    private AgentHost? HostAt(Address address) =>
        _hosts.FirstOrDefault(host => host.Ref.Path.Address.Equals(address));

    private void ReceiveLosses()
    {
        Receive<ClientsOffered>(_ => HostOf(Sender) is { IsPresent: false }, m => Accept(HostOf(Sender)!, m));
        Receive<ClientsOffered>(_ => { });
        Receive<FederationDeclined>(_ => HostOf(Sender) is not null, m =>
            Log.Warning("Agent '{0}' came back and cannot follow the plan: {1}", HostOf(Sender)!.Name, m.Reason));
        Receive<RunEndProtocol.AgentLeaving>(_ => HostOf(Sender) is not null, m =>
            Lose(HostOf(Sender)!, $"has left: {m.Reason}"));
        Receive<RunEndProtocol.AgentLeaving>(_ => { });
        Receive<NodeLost>(m => HostAt(m.Address) is not null, m => Lose(HostAt(m.Address)!, m.Reason));
        Receive<NodeLost>(_ => { });
        Receive<NodeBack>(m => HostAt(m.Address) is { IsPresent: false }, m => Assign(HostAt(m.Address)!));
        Receive<NodeBack>(_ => { });
        Receive<NodeUp>(_ => { });
        Receive<Terminated>(t => HostOf(t.ActorRef) is not null, t => Lose(HostOf(t.ActorRef)!, "has gone"));
        Receive<Terminated>(_ => { });
        Receive<RejoinTimeout>(_ => { }); // armed in a state that has ended
    }
}
