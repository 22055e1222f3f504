using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Server;

/// <summary>Owns the server model and answers the batches of one turn at a time: Idle, Serving.</summary>
/// <remarks>Runs on the torch dispatcher: the model is built, used and disposed of by one thread.</remarks>
internal sealed class ServerModelActor : ReceiveActor
{
    private readonly Func<IServerModel> _build;
    private readonly Dictionary<StateHash, ReadOnlyMemory<byte>> _kept = [];
    private IServerModel _model = null!; // built in PreStart, on the actor's own thread
    private bool _isInitial = true;

    /// <param name="build">Builds the model with its seeded initial weights; called on the actor's thread.</param>
    public ServerModelActor(Func<IServerModel> build)
    {
        _build = build;
        Idle();
    }

    protected override void PreStart() => _model = _build();

    protected override void PostStop() => _model?.Dispose(); // null when building it failed

    private void Idle()
    {
        ReceiveFromServer();
        Receive<ForwardBatch>(m => Reject(m, "no turn is under way"));
    }

    private void Serving(BeginTurn turn)
    {
        var next = 0;
        IServerMessage? lastAnswer = null;
        ReceiveFromServer();
        Receive<ForwardBatch>(m => m.Batch.Turn != turn.Turn, m => Reject(m, $"{turn.Turn} is under way"));
        Receive<ForwardBatch>(m => m.Batch == lastAnswer?.Batch, _ => Sender.Tell(lastAnswer!));
        Receive<ForwardBatch>(m => m.Batch.Index != next, m => Reject(m, $"batch {next} is expected"));
        Receive<ForwardBatch>(m =>
        {
            try
            {
                lastAnswer = turn.Phase == Phase.Train ? Train(m) : Score(m);
                next++;
            }
            catch (BatchException e)
            {
                Reject(m, e.Message);
            }
        });
    }

    private void ReceiveFromServer()
    {
        Receive<BeginTurn>(turn =>
        {
            _isInitial = false;
            _model.BeginEpoch(turn.Epoch);
            Become(() => Serving(turn));
        });
        Receive<Restore>(m =>
        {
            GoTo(m.To);
            Become(Idle);
        });
        Receive<KeepState>(Keep);
        Receive<SaveState>(_ => Sender.Tell(new StateSaved(_model.Save())));
    }

    private void GoTo(StartState state)
    {
        switch (state)
        {
            case KeptState kept:
                _model.Load(_kept[kept.Client]);
                break;
            case StartState.Saved saved:
                _isInitial = false;
                _model.Load(saved.Read());
                break;
            case StartState.Initial when !_isInitial:
                _model.Dispose();
                _model = _build();
                break;
        }
    }

    private void Keep(KeepState command)
    {
        foreach (var forgotten in _kept.Keys.Where(client => !command.AndAlso.Contains(client)).ToList())
        {
            _kept.Remove(forgotten);
        }

        _kept[command.Client] = _model.Save();
    }

    private CutGradient Train(ForwardBatch batch)
    {
        var (gradient, score) = _model.Train(batch.Smashed, batch.Labels);
        var answer = new CutGradient(batch.Batch, gradient, score.MeanLoss);
        Report(batch, score, gradient.Bytes.Length);
        // The agent goes on with its backward pass while the server model takes its step.
        Sender.Tell(answer);
        _model.Step();
        return answer;
    }

    private BatchScored Score(ForwardBatch batch)
    {
        var score = _model.Score(batch.Smashed, batch.Labels);
        var answer = new BatchScored(batch.Batch, score.MeanLoss, score.Correct);
        Report(batch, score, bytesSent: 0);
        Sender.Tell(answer);
        return answer;
    }

    // Before the answer goes out: the agent's "turn done" must find all of its batches counted.
    private static void Report(ForwardBatch batch, BatchScore score, long bytesSent) => Context.Parent.Tell(
        new BatchServed(
            batch.Batch, batch.Batches, score, batch.Smashed.Bytes.Length + batch.Labels.Bytes.Length, bytesSent));

    private void Reject(ForwardBatch batch, string reason) => Sender.Tell(new BatchRejected(batch.Batch, reason));
}
