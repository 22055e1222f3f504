using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Server;

/// <content>The run goes on under another plan than it had: which checkpoints are of use, and what they lack.</content>
public sealed partial class ServerActor
{
    private PlanHistory _plans; // those before a change, until the run has gone on under it
    private IReadOnlyList<Checkpoint> _unusable = []; // the run's own, from which it cannot go on under its plan
    private (StateHash Hash, IActorRef Holder)? _cutState; // the client's state under the new cut
    private bool _isHolderAwaited;

    // Under a changed plan nobody means to begin anew what has been trained already.
    private bool MustHaveState => _resumedAt is null && _plans.Plan != _plan && _points.HasStored;

    private CheckpointActor.Known OfThisRun(CheckpointActor.Known known)
    {
        var ofCourse = known.Checkpoints.Where(_plans.Covers).ToList();
        if (!_hasSurveyed)
        {
            _unusable = [.. ofCourse.Where(c => ReasonAgainst(c) is not null)];
        }

        return known with { Checkpoints = [.. ofCourse.Where(c => ReasonAgainst(c) is null)] };
    }

    private IEnumerable<string> PassedOver(CheckpointPlace place) =>
        _unusable.Where(checkpoint => checkpoint.Place > place).Select(ReasonAgainst).OfType<string>();

    private string? ReasonAgainst(Checkpoint checkpoint)
    {
        var agents = _plans.At(checkpoint.Place).Agents;
        if (checkpoint.Place > CheckpointPlace.AfterEpoch(_plan.Epochs))
        {
            return $"{checkpoint.Folder} is passed over: the plan now ends with epoch {_plan.Epochs}";
        }

        return checkpoint.Place.Turns > 0 && agents != _plan.Agents
            ? $"{checkpoint.Folder} is passed over: it was written in the midst of an epoch of {agents} agents, "
                + $"and there are {_plan.Agents} now"
            : null;
    }

    /// <summary>Who can give the state out, the taker itself rather than others; null for nobody.</summary>
    private SnapshotSource? SourceOf(StateHash client, Seat? taker = null)
    {
        if (_cutState is { } own && own.Hash == client)
        {
            return new SnapshotSource(client, own.Holder, "the server");
        }

        var holder = taker?.Holds(client) == true ? taker : HolderOf(client);
        return holder is null ? null : new SnapshotSource(client, holder.Holder, holder.Name);
    }

    // All are there, and none of them has what it takes.
    private void AwaitHolder(RestartPoint newest)
    {
        if (!_agents.All(IsThereOrLeftOut) || _isHolderAwaited)
        {
            return;
        }

        _isHolderAwaited = true;
        var place = newest.Next.Before(_plan);
        Log.Warning("{0}; waiting", NobodyHolds(newest));
        Record(new StateAwaited(place.Epochs, $"{newest.Client}", _formerNames) { Turns = place.Turns });
    }

    private string NobodyHolds(RestartPoint point) =>
        $"Nobody present holds the client model of {point.Next.Before(_plan)} (state {point.Client})"
        + (_formerNames.Length == 0 ? "" : $"; those had it: {string.Join(", ", _formerNames)}");

    private void CutAnew(RestartPoint point)
    {
        Place = $"the new cut of {point.Next.Before(_plan)}";
        var source = SourceOf(point.Client!.Value)!;
        Become(() => CuttingAnew(point, source));
        _snapshotReceiver.Tell(new Fetch(source));
    }

    private void CuttingAnew(RestartPoint point, SnapshotSource source)
    {
        var isFetched = false;
        _whenLost = seat =>
        {
            if (!isFetched && seat.Holder.Equals(source.Holder))
            {
                GoOn();
            }
        };
        Receive<Fetched>(m => m.Hash == source.Hash && !isFetched, m =>
        {
            isFetched = true;
            BytesSent["snapshot"] += m.State.Length;
            var (plan, server) = (_plan, ((StartState.Saved)point.Server).Read);
            Task.Run(() => StateCut.Move(m.State, server(), plan)).PipeTo(
                Self, success: sides => new NewCut(sides.Client, sides.Server), failure: e => new PartBroken(e));
        });
        Receive<FetchFailed>(m => m.Hash == source.Hash, m =>
        {
            Log.Warning("{0}", m.Reason);
            ForgetHolder(source);
            GoOn();
        });
        Receive<NewCut>(cut =>
        {
            HoldCutState(cut.Client);
            _points.ReplaceNewest(point with
            {
                Client = _cutState!.Value.Hash,
                Server = new StartState.Saved(() => cut.Server),
                HasFormerCut = false,
            });
            GoOn();
        });
        ReceiveLate();
    }

    private void HoldCutState(ReadOnlyMemory<byte> client)
    {
        DropCutState();
        var (held, hash) = (new HeldStates(), StateHash.Of(client.Span));
        held.Keep(hash, client);
        _cutState = (hash, Context.ActorOf(Akka.Actor.Props.Create(() => new SnapshotSender(held))));
    }

    // Kept until the run has a checkpoint under the new cut: till then an agent may have to begin from it once more.
    private void DropCutState()
    {
        if (_cutState is { } own)
        {
            Context.Stop(own.Holder);
            _cutState = null;
        }
    }

    /// <summary>The states of both sides under the plan's cut.</summary>
    private sealed record NewCut(ReadOnlyMemory<byte> Client, ReadOnlyMemory<byte> Server);
}
