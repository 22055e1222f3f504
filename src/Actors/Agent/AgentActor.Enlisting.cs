using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Data;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors.Agent;

/// <content>From nothing to a part in the run.</content>
public sealed partial class AgentActor
{
    private const int MaxRunIdLength = 100;

    private PlanAssigned? _assigned; // null until the plan is accepted
    private Shard? _shard; // the same
    private IActorRef _model = ActorRefs.Nobody;
    private IActorRef _checkpoints = ActorRefs.Nobody;
    private IActorRef _snapshotSender = ActorRefs.Nobody;
    private IActorRef _snapshotReceiver = ActorRefs.Nobody;

    private void Joining()
    {
        Receive<NodeUp>(m => m.Roles.Contains(ServerRole), m => Enlist(m.Address));
        Receive<JoinTimeout>(_ => End(new Failed(FailureKind.ServerLost, NotFound("could be joined"))));
        ReceiveInEveryState();
    }

    private void Enlisting(Address server)
    {
        Receive<IFromServer>(_ => !Sender.Path.Address.Equals(server), _ => { }); // not the one that was asked
        Receive<EnlistAgain>(_ => Offer(server));
        Receive<JoinTimeout>(_ => End(new Failed(FailureKind.ServerLost, NotFound("has answered"))));
        Receive<EnlistmentAccepted>(accepted =>
        {
            Timers.Cancel(nameof(JoinTimeout));
            _server = Context.Watch(Sender);
            _log.Info("Enlisted as '{0}', {1} of {2}", _options.Name, accepted.Enlisted, accepted.Expected);
            Become(() => Enlisted(server));
        });
        Receive<EnlistmentRefused>(Refuse);
        ReceiveInEveryState();
    }

    // Goes on to ask: should the server have taken this agent for lost in the meantime, it enlists anew.
    private void Enlisted(Address server)
    {
        ReceiveFromServerOnly();
        Receive<EnlistAgain>(_ => Offer(server));
        Receive<PlanAssigned>(Accept);
        Receive<FederationProtocol.FederationAssigned>(Accept);
        Receive<EnlistmentAccepted>(_ => { }); // the repetition of an answer
        Receive<EnlistmentRefused>(Refuse);
        ReceiveInEveryState();
    }

    private void Enlist(Address server)
    {
        Become(() => Enlisting(server));
        Timers.StartPeriodicTimer(nameof(EnlistAgain), EnlistAgain.Instance, _options.ReplyTimeout);
        Offer(server);
    }

    private void Offer(Address server) =>
        Context.ActorSelection(new RootActorPath(server) / "user" / "server").Tell(new Enlist(
            EnlistmentProtocol.Version,
            _options.Name,
            _options.Workload,
            _dataset.Count(Phase.Train),
            _dataset.Count(Phase.Test),
            _dataset.Fingerprint,
            _dataset.Description)
        {
            Process = _options.ProcessId,
        });

    private void Refuse(EnlistmentRefused refusal) => End(new Failed(
        FailureKind.Refused, $"The server at {_options.ServerAddress} refuses '{_options.Name}': {refusal.Reason}"));

    private void Accept(PlanAssigned assigned)
    {
        if (ReasonAgainst(assigned) is { } error)
        {
            Decline(assigned, error);
            return;
        }

        try
        {
            TakePart(assigned, ShardOf(assigned));
        }
        catch (DatasetException e)
        {
            Decline(assigned, e.Message);
        }
    }

    private void Decline(PlanAssigned assigned, string reason)
    {
        Sender.Tell(new PlanDeclined(assigned.RunId, reason));
        End(new Failed(FailureKind.Refused, $"The server's plan cannot be followed: {reason}"));
    }

    private Shard ShardOf(PlanAssigned assigned) => assigned.Shards == ShardMode.Private
        ? Shard.AllOf(_dataset)
        : Shards.Deal(
            _dataset, assigned.Plan.Partition, assigned.Plan.Agents, assigned.Plan.Seed)[assigned.AgentIndex - 1];

    private void TakePart(PlanAssigned assigned, Shard shard)
    {
        Timers.CancelAll();
        (_assigned, _shard) = (assigned, shard);
        _parts.Held.BeginRun(assigned.RunId);
        StartParts(assigned, shard);
        Become(Preparing);
    }

    // The states that lie on disk from an earlier life are part of the answer.
    private void Preparing()
    {
        ReceiveFromServerOnly();
        Receive<PlanAssigned>(_ => { });
        Receive<EnlistmentAccepted>(_ => { });
        Receive<CheckpointActor.Known>(known =>
        {
            _parts.Held.KeepFiles(known.States);
            TellAcceptance();
            Become(() => Ready(lastAnswer: null));
        });
        ReceiveInEveryState();
    }

    private void TellAcceptance() => _server.Tell(
        new PlanAccepted(_assigned!.RunId, _shard!.Count(Phase.Train), _shard.Count(Phase.Test))
        {
            LastTurn = _parts.Held.LastTurn,
            Holder = _snapshotSender,
            Held = _parts.Held.Hashes,
        });

    private string? ReasonAgainst(PlanAssigned assigned)
    {
        if (assigned.Plan.Validate() is [var error, ..])
        {
            return error;
        }

        if (WeightsFile.ReasonAgainst(assigned.Plan.WeightsSha256, _options.Weights) is { } reason)
        {
            return reason;
        }

        if (assigned.AgentIndex < 1 || assigned.AgentIndex > assigned.Plan.Agents)
        {
            return $"the agent's index is {assigned.AgentIndex}; it must be 1 to {assigned.Plan.Agents}";
        }

        return ReasonAgainstRunId(assigned.RunId);
    }

    // It becomes the name of a folder.
    private static string? ReasonAgainstRunId(string runId) => PlainName.IsPlain(runId, MaxRunIdLength)
        ? null
        : $"run id '{PlainName.Shortened(runId)}' must have 1 to {MaxRunIdLength} letters, digits, "
            + "'.', '_' or '-'";

    private void StartParts(PlanAssigned assigned, Shard shard)
    {
        var (build, options, plan) = (_parts.BuildModel, _options, assigned.Plan);
        var (dataset, cursor) = (_dataset, new ShardCursor());
        _dataShard = Context.Watch(Context.ActorOf(
            Akka.Actor.Props.Create(() => new DataShardActor(dataset, assigned, shard, cursor)), "data-shard"));
        var dataShard = _dataShard;
        _model = Context.ActorOf(
            Akka.Actor.Props.Create(() => new ClientModelActor(() => build(plan), dataShard, options))
                .WithDispatcher(_parts.ModelDispatcher),
            "client-model");
        var folder = new CheckpointFolder(
            Path.Combine(_options.RunsFolder, assigned.RunId, _options.Name, "checkpoints"));
        _checkpoints = Context.ActorOf(
            CheckpointSupervisor.Props(assigned.RunId, options.Name, folder, plan, "client", Self), "checkpoints");
        StartTransfers();
    }

    private void StartTransfers()
    {
        var held = _parts.Held;
        _snapshotSender = Context.ActorOf(Akka.Actor.Props.Create(() => new SnapshotSender(held)), "snapshot-sender");
        var transfer = new TransferOptions(_options.ChunkBytes, _options.ReplyTimeout, _options.MaxResends);
        _snapshotReceiver = Context.ActorOf(
            Akka.Actor.Props.Create(() => new SnapshotReceiver(transfer)), "snapshot-receiver");
    }

    private string NotFound(string what) =>
        $"No server at {_options.ServerAddress} {what} within {_options.JoinTimeout.TotalSeconds:0} s; "
        + "check the address, that the server runs, and that both have the same secret.";
}
