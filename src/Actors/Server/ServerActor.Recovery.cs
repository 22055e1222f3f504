using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;

namespace SplitLearning.Actors.Server;

/// <content>Agents are lost and come back; the run goes on from the newest state that somebody has.</content>
public sealed partial class ServerActor
{
    // A turn that an agent itself gives back so often in a row will not get better by itself.
    private const int MaxFailures = 3;

    private readonly RestartPoints _points;
    private readonly HashSet<Seat> _leftOut = []; // of the epoch under way
    private Action<Seat> _whenLost = _ => { }; // what a loss means in the state that the server is in
    private int _leftOutIn; // that epoch
    private bool _hasSurveyed; // what lies on disk is known
    private CheckpointPlace? _resumedAt; // the earliest place that this life of the server has gone on from
    private int _failures; // of turns, in a row, by agents that were there

    /// <summary>Waits for agents until the run can begin, or go on.</summary>
    private void Gathering()
    {
        Receive<PlanAccepted>(m => SeatOf(Sender) is not null, m =>
        {
            Accept(SeatOf(Sender)!, m);
            GoOnIfPossible();
        });
        Receive<PlanDeclined>(_ => !HasBegun && SeatOf(Sender) is not null, m => GiveUp(
            FailureKind.Refused, $"Agent '{SeatOf(Sender)!.Name}' cannot follow the plan: {m.Reason}"));
        Receive<CheckpointActor.Known>(known =>
        {
            OnKnown(known);
            GoOnIfPossible();
        });
        Receive<LeavingProtocol.LeaveRequested>(_ => SeatOf(Sender) is { IsPresent: true }, m =>
        {
            NoteLeaving(SeatOf(Sender)!, m.Reason);
            Secure(SeatOf(Sender)!);
        });
        Receive<LeavingProtocol.TakenOver>(m => SeatOf(Sender) is not null, m =>
        {
            SeatOf(Sender)!.Note(m.State);
            LetGo();
        });
        Receive<Tick>(_ => AssignToAbsent());
        Receive<RejoinTimeout>(_ => EndWaiting());
        ReceiveLate();
    }

    private void Gather()
    {
        Become(Gathering);
        _whenLost = _ => { };
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Options.ReplyTimeout);
        Timers.StartSingleTimer(nameof(RejoinTimeout), RejoinTimeout.Instance, Options.RejoinTimeout);
        AssignToAbsent();
    }

    private void Accept(Seat seat, PlanAccepted accepted)
    {
        _lastTurn = Math.Max(_lastTurn, accepted.LastTurn);
        seat.Accept(accepted);
        NotePresence(seat);
    }

    private protected override void GoOnWithout(AgentSeat seat) => _whenLost((Seat)seat);

    /// <summary>From the newest place, if it can be gone on from there; else waits for those whom it takes.</summary>
    private void GoOn()
    {
        _whenLost = _ => { };
        LetGo();
        if (!GoOnIfPossible())
        {
            Gather();
        }
    }

    private bool GoOnIfPossible()
    {
        TakeBackThoseLeftOut();
        var isEverybodyThere = _agents.All(IsThereOrLeftOut);
        if (!HasBegun)
        {
            var canBegin = isEverybodyThere && _hasSurveyed;
            if (canBegin)
            {
                LeaveGathering();
                Begin();
            }

            return canBegin;
        }

        // While somebody is away who may bring the newest state, the run does not go further back than it must.
        if (!CanGoOnFrom(_points.Newest) && !isEverybodyThere)
        {
            return false;
        }

        var newest = _points.Newest;
        if (_points.GoBackTo(CanGoOnFrom) is not { } point) // with everybody there, at least the seed's can be
        {
            AwaitHolder(newest);
            return false;
        }

        if (point != newest)
        {
            _redone = $"nobody holds state {newest.Client} any more";
            _isModelAtNewest = false;
        }

        LeaveGathering();
        if (point.HasFormerCut)
        {
            CutAnew(point);
            return true;
        }

        RecordResumed(point);
        GoOnFrom(point);
        return true;
    }

    private bool CanGoOnFrom(RestartPoint point) =>
        (point.Client is { } client ? SourceOf(client) is not null : !MustHaveState)
        && (point.Next.IsBehind(_plan) || IsThereOrLeftOut(SeatAt(point.Next)));

    private bool IsThereOrLeftOut(Seat seat) => seat.CanTakeTurn || _leftOut.Contains(seat);

    /// <summary>Whoever is back takes part again, from an epoch's first turn on.</summary>
    private void TakeBackThoseLeftOut()
    {
        if (HasBegun && _leftOut.Count > 0 && _points.Newest.Next is { IsFirstOfEpoch: true, Epoch: var epoch } next
            && epoch > _leftOutIn && !next.IsBehind(_plan))
        {
            _leftOut.RemoveWhere(seat => seat.CanTakeTurn);
            LeaveOut([.. _leftOut]);
        }
    }

    private void LeaveOut(IReadOnlyList<Seat> absent)
    {
        _leftOut.UnionWith(absent);
        _leftOutIn = Math.Min(_points.Newest.Next.Epoch, _plan.Epochs);
        foreach (var seat in absent)
        {
            Record(new AgentLeftOut(_leftOutIn, seat.Name));
        }
    }

    private void GoOnFrom(RestartPoint point)
    {
        if (point.Next.IsBehind(_plan))
        {
            FetchResult(point);
        }
        else if (_leftOut.Contains(SeatAt(point.Next)))
        {
            SkipTurn(point);
        }
        else
        {
            StartTurn(point);
        }
    }

    private void OnKnown(CheckpointActor.Known known)
    {
        _known = OfThisRun(known);
        if (_hasSurveyed)
        {
            return;
        }

        _hasSurveyed = true;
        foreach (var checkpoint in _known.Checkpoints.Where(c => Options.IsResumed && c.ClientSha256 is not null))
        {
            _isModelAtNewest = false;
            _points.AddStored(new RestartPoint(
                Turn.After(checkpoint.Place, _plan), new StateHash(checkpoint.ClientSha256!), Stored(checkpoint),
                checkpoint.Phase, IsDurable: true)
            {
                HasFormerCut = _plans.At(checkpoint.Place).Cut != _plan.Cut,
            });
        }
    }

    // Once, and again where the run goes further back, to where it had another plan: the change holds from there.
    private void RecordResumed(RestartPoint point)
    {
        var place = point.Next.Before(_plan);
        if (!Options.IsResumed || (_resumedAt is { } earliest && (earliest <= place || _plans.At(place) == _plan)))
        {
            return;
        }

        string[] damaged = [.. _known.Damaged, .. PassedOver(place)];
        (_resumedAt, _redone) = (place, null);
        _plans = _plans.GoOnFrom(place, _plan);
        var folder = _known.Checkpoints.FirstOrDefault(c => point.Client is not null && c.Place == place)?.Folder;
        var name = folder is null ? "" : Path.GetRelativePath(_runFolder, folder).Replace('\\', '/');
        Record(new RunResumed(place.Epochs, name, damaged) { Turns = place.Turns });
    }

    private void LeaveGathering()
    {
        Timers.Cancel(nameof(Tick));
        Timers.Cancel(nameof(RejoinTimeout));
    }

    private void EndWaiting()
    {
        if (_agents.All(IsThereOrLeftOut) && _agents.Any(seat => seat.CanTakeTurn))
        {
            GiveUp(FailureKind.AgentLost, $"{NobodyHolds(_points.Newest)}, and nobody has come who does for "
                + $"{Options.RejoinTimeout.TotalSeconds:0} s.");
            return;
        }

        if (Options.OnLostAgent == LostAgentPolicy.Skip && (HasBegun || Desk.KnowsAll)
            && _agents.Any(seat => seat.CanTakeTurn))
        {
            IReadOnlyList<Seat> missing = [.. _agents.Where(seat => !IsThereOrLeftOut(seat))];
            if (HasBegun)
            {
                LeaveOut(missing);
            }
            else
            {
                _leftOut.UnionWith(missing); // told once the run has begun
            }

            GoOn();
            return;
        }

        var absent = _agents.First(seat => !seat.CanTakeTurn);
        GiveUpWaitingFor(absent);
    }

    /// <summary>Whoever can give the state out; the agent of the newest turn rather than others.</summary>
    private Seat? HolderOf(StateHash state) =>
        _newestHolder?.Holds(state) == true ? _newestHolder : _agents.FirstOrDefault(seat => seat.Holds(state));

    private Seat SeatAt(Turn turn) => _agents[turn.Agent - 1];

    private Seat? SeatOf(IActorRef actor) => _agents.FirstOrDefault(seat => seat.Ref.Equals(actor));

    private void ReceiveAnswersToThePlan()
    {
        Receive<PlanAccepted>(m => SeatOf(Sender) is not null, m => Accept(SeatOf(Sender)!, m));
        Receive<PlanDeclined>(m => SeatOf(Sender) is not null, m =>
            Log.Warning("Agent '{0}' came back and cannot follow the plan: {1}", SeatOf(Sender)!.Name, m.Reason));
    }
}
