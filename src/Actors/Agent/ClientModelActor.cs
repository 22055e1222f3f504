using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.ClientModelProtocol;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Agent;

/// <summary>Owns the client model and passes it over the shard: Idle, Opening, then a batch at a time, Idle.</summary>
/// <remarks>Runs on the torch dispatcher: the model is built, used and disposed of by one thread.</remarks>
internal sealed class ClientModelActor : ReceiveActor, IWithTimers
{
    private readonly Func<IClientModel> _build;
    private readonly IActorRef _shard;
    private readonly AgentOptions _options;
    private IClientModel _model = null!; // built in PreStart, on the actor's own thread
    private bool _isInitial = true;

    /// <param name="build">Builds the model with its seeded initial weights; called on the actor's thread.</param>
    public ClientModelActor(Func<IClientModel> build, IActorRef shard, AgentOptions options)
    {
        _build = build;
        _shard = shard;
        _options = options;
        Idle();
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    protected override void PreStart() => _model = _build();

    protected override void PostStop() => _model?.Dispose(); // null when building it failed

    private void Idle()
    {
        Receive<RunTurn>(Begin);
        Receive<ShardOpened>(_ => { }); // of a turn that has ended, as what was read ahead in it
        Receive<BatchRead>(_ => { });
        Receive<ShardFailed>(_ => { });
        Receive<IServerMessage>(_ => { }); // the repetition of an answer
    }

    /// <param name="since">When the shard was asked for its first batch.</param>
    private void Opening(RunTurn turn, IActorRef requester, TimeSpan since)
    {
        ReceiveNewTurn();
        Receive<BatchRead>(_ => { }); // of a former pass: this one's come after its ShardOpened
        Receive<ShardFailed>(failed => failed.Turn != turn.Turn, _ => { });
        Receive<ShardFailed>(failed => Break(turn, requester, failed.Reason));
        Receive<ShardOpened>(opened => opened.Turn != turn.Turn, _ => { });
        Receive<ShardOpened>(opened => opened.Batches == 0, _ => Finish(new Pass(turn, requester, batches: 0, since)));
        Receive<ShardOpened>(opened => Become(() => AwaitingBatch(new Pass(turn, requester, opened.Batches, since))));
        Receive<IServerMessage>(_ => { });
    }

    private void AwaitingBatch(Pass pass)
    {
        ReceiveShard(pass, batch =>
        {
            pass.EndWait(Now);
            Send(pass, batch);
        });
        Receive<IServerMessage>(_ => { });
        ReceiveNewTurn();
    }

    private void AwaitingAnswer(Pass pass, ForwardBatch sent, int resends)
    {
        ReceiveShard(pass, pass.Ahead.Enqueue);
        // A repeated batch is answered twice: the late answer must not touch the batch now in flight.
        Receive<IServerMessage>(m => m.Batch != sent.Batch, _ => { });
        Receive<CutGradient>(m => Learn(pass, m));
        Receive<BatchScored>(_ => Next(pass));
        Receive<BatchRejected>(m => Break(pass, $"the server rejects {m.Batch}: {m.Reason}"));
        Receive<AnswerTimeout>(_ => resends < _options.MaxResends, _ => Transmit(pass, sent, resends + 1));
        Receive<AnswerTimeout>(_ => Break(pass, $"the server has not answered {sent.Batch}, sent {resends + 1} times"));
        ReceiveNewTurn();
    }

    private void ReceiveShard(Pass pass, Action<BatchRead> take)
    {
        Receive<BatchRead>(batch => batch.Batch.Turn != pass.Turn.Turn, _ => { });
        Receive<BatchRead>(take);
        Receive<ShardFailed>(failed => failed.Turn != pass.Turn.Turn, _ => { });
        Receive<ShardFailed>(failed => Break(pass, failed.Reason));
    }

    // The server has begun anew; what was under way counts no more.
    private void ReceiveNewTurn() => Receive<RunTurn>(Begin);

    private void Begin(RunTurn turn)
    {
        Timers.CancelAll();
        try
        {
            GoTo(turn.From);
            _model.BeginEpoch(turn.Epoch);
        }
        catch (StateException e)
        {
            Sender.Tell(new TurnBroken(turn.Turn, e.Message));
            Become(Idle);
            return;
        }

        var requester = Sender;
        var since = Now;
        Become(() => Opening(turn, requester, since));
        _shard.Tell(new OpenShard(turn.Turn, turn.Epoch, turn.Phase, _options.ReadAhead));
    }

    private void GoTo(StartState from)
    {
        var wasInitial = _isInitial;
        _isInitial = false; // from the first batch on, or the first tensor of a state that proves damaged
        if (from is StartState.Saved saved)
        {
            _model.Load(saved.Read());
        }
        else if (from is StartState.Initial && !wasInitial)
        {
            _model.Dispose();
            _model = _build();
        }
    }

    private void Send(Pass pass, BatchRead batch)
    {
        var (inputs, labels) = batch.Samples;
        var smashed = pass.Turn.Phase == Phase.Train ? _model.Forward(inputs) : _model.Evaluate(inputs);
        Transmit(pass, new ForwardBatch(batch.Batch, pass.Batches, smashed, labels), resends: 0);
        _shard.Tell(new GrantCredit(pass.Turn.Turn));
    }

    private void Transmit(Pass pass, ForwardBatch batch, int resends)
    {
        Become(() => AwaitingAnswer(pass, batch, resends));
        Timers.StartSingleTimer(nameof(AnswerTimeout), AnswerTimeout.Instance, _options.ReplyTimeout);
        pass.Turn.ServerModel.Tell(batch);
    }

    private void Learn(Pass pass, CutGradient answer)
    {
        try
        {
            _model.Backward(answer.Gradient);
            Next(pass);
        }
        catch (BatchException e)
        {
            Break(pass, $"the server's answer to {answer.Batch} is of no use: {e.Message}");
        }
    }

    private void Next(Pass pass)
    {
        Timers.CancelAll();
        pass.Answered++;
        if (pass.Answered == pass.Batches)
        {
            Finish(pass);
        }
        else if (pass.Ahead.TryDequeue(out var batch))
        {
            Send(pass, batch);
        }
        else
        {
            pass.WaitingSince = Now;
            Become(() => AwaitingBatch(pass));
        }
    }

    private void Finish(Pass pass)
    {
        var state = _model.Save();
        pass.Requester.Tell(new TurnRun(pass.Turn.Turn, StateHash.Of(state), state)
        {
            FirstBatchSeconds = pass.FirstBatch.TotalSeconds,
            DataWaitSeconds = pass.DataWait.TotalSeconds,
        });
        Become(Idle);
    }

    private void Break(Pass pass, string reason) => Break(pass.Turn, pass.Requester, reason);

    private void Break(RunTurn turn, IActorRef requester, string reason)
    {
        Timers.CancelAll();
        requester.Tell(new TurnBroken(turn.Turn, reason));
        Become(Idle);
    }

    // The system's clock for intervals; virtual in tests.
    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    /// <summary>A pass over the shard under way.</summary>
    private sealed class Pass(RunTurn turn, IActorRef requester, int batches, TimeSpan since)
    {
        public RunTurn Turn { get; } = turn;

        public IActorRef Requester { get; } = requester;

        public int Batches { get; } = batches;

        public int Answered { get; set; }

        /// <summary>Batches that were read while another one was in flight.</summary>
        public Queue<BatchRead> Ahead { get; } = new();

        /// <summary>Since when the model has had nothing to work on.</summary>
        public TimeSpan WaitingSince { get; set; } = since;

        public TimeSpan FirstBatch { get; private set; }

        public TimeSpan DataWait { get; private set; }

        public void EndWait(TimeSpan now)
        {
            if (Answered == 0)
            {
                FirstBatch = now - WaitingSince;
            }
            else
            {
                DataWait += now - WaitingSince;
            }
        }
    }

    private sealed record AnswerTimeout
    {
        public static readonly AnswerTimeout Instance = new();
    }
}
