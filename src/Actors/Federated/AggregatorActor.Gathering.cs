using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FederationProtocol;

namespace SplitLearning.Actors.Federated;

/// <content>From nobody to all clients hosted in the same state; agents that are lost and come back.</content>
public sealed partial class AggregatorActor
{
    private readonly HashSet<AgentHost> _waitingFor = [];
    private IReadOnlyList<FederatedMember> _clients = []; // of the run; empty until all agents have offered theirs
    private int _course;
    private List<string> _damaged = []; // checkpoints that were passed over, a line each
    private string? _folder; // of the checkpoint that is gone on from

    private protected override IReadOnlyList<AgentSeat> Seats => _hosts;

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

    /// <summary>Waits for agents until all clients can be hosted.</summary>
    private void Gathering()
    {
        Receive<ClientsOffered>(_ => HostOf(Sender) is not null, m =>
        {
            Accept(HostOf(Sender)!, m);
            GoOnIfAllAreThere();
        });
        Receive<FederationDeclined>(_ => !HasBegun && HostOf(Sender) is not null, m => GiveUp(
            FailureKind.Refused, $"Agent '{HostOf(Sender)!.Name}' cannot follow the plan: {m.Reason}"));
        Receive<Tick>(_ => AssignToAbsent());
        Receive<RejoinTimeout>(_ => EndWaiting());
        ReceiveInEveryState();
    }

    private void Gather()
    {
        Become(Gathering);
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Options.ReplyTimeout);
        Timers.StartSingleTimer(nameof(RejoinTimeout), RejoinTimeout.Instance, Options.RejoinTimeout);
        AssignToAbsent();
        GoOnIfAllAreThere();
    }

    private protected override void Assign(AgentSeat host) =>
        host.Ref.Tell(new FederationAssigned(Options.RunId, _plan, Options.Shards));

    private void Accept(AgentHost host, ClientsOffered offer)
    {
        host.Accept(offer);
        NotePresence(host);
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
        if (HasBegun && Options is { OnLostAgent: LostAgentPolicy.Skip, Shards: ShardMode.Simulated }
            && _hosts.Any(host => host.IsPresent))
        {
            Log.Warning("The clients of agent '{0}' go to the others", absent.Name);
            GoOnWithThoseThere();
            return;
        }

        GiveUpWaitingFor(absent);
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
        GoBack(before: HasBegun || Options.IsResumed ? int.MaxValue : 0);
    }

    /// <summary>Agents must agree on simulated clients, and one that comes back must bring those it had.</summary>
    private string? ReasonAgainstOffers()
    {
        var present = _hosts.Where(host => host.IsPresent).ToList();
        var expected = Options.Shards == ShardMode.Simulated
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

    private IReadOnlyList<FederatedMember> Numbered() => Options.Shards == ShardMode.Simulated
        ? _hosts.First(host => host.IsPresent).Offered
        : [.. _hosts.SelectMany(host => host.Offered).Select((client, number) => client with { Client = number })];

    /// <summary>To the newest checkpoint; to the seeded models where there is none.</summary>
    /// <param name="before">Only to one of an earlier round; 0: to none.</param>
    private void GoBack(int before)
    {
        Timers.CancelAll();
        Place = "the start";
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
            PlaceClients(opened.Round);
        });
        Receive<AggregatorModelActor.OpenFailed>(failed => GiveUp(failed.Kind, failed.Reason));
        ReceiveInEveryState();
    }

    private void PlaceClients(int round)
    {
        Distribute();
        _waitingFor.Clear();
        _waitingFor.UnionWith(_hosts.Where(host => host.IsPresent));
        Become(() => Placing(round));
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Options.ReplyTimeout);
        Timers.StartSingleTimer(nameof(RejoinTimeout), RejoinTimeout.Instance, Options.RejoinTimeout);
        TellPlaces(round);
    }

    private void Distribute()
    {
        if (Options.Shards == ShardMode.Private)
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
            + $"{Options.RejoinTimeout.TotalSeconds:0} s."));
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
        var isAgain = HasBegun || Options.IsResumed;
        if (!HasBegun)
        {
            HasBegun = true;
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
        var name = Options.Shards == ShardMode.Simulated
            ? $"client-{client.Client}"
            : $"{host.Name}/client-{client.Client}";
        return new RunAgent(name, client.TrainSamples, client.TestSamples, host.Data);
    }

    private protected override void GoOnWithout(AgentSeat seat)
    {
        if (((AgentHost)seat).Clients.Count > 0 || !HasBegun)
        {
            Timers.CancelAll();
            Gather();
        }
    }

    private AgentHost? HostOf(IActorRef actor) => _hosts.FirstOrDefault(host => host.Ref.Equals(actor));

    private void ReceiveOffers()
    {
        Receive<ClientsOffered>(_ => HostOf(Sender) is { IsPresent: false }, m => Accept(HostOf(Sender)!, m));
        Receive<ClientsOffered>(_ => { });
        Receive<FederationDeclined>(_ => HostOf(Sender) is not null, m =>
            Log.Warning("Agent '{0}' came back and cannot follow the plan: {1}", HostOf(Sender)!.Name, m.Reason));
    }
}
