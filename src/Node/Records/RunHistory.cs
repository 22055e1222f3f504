using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>What a run's events add up to; the same whether they are seen live or read from its file.</summary>
internal sealed class RunHistory
{
    private readonly List<EpochScore> _scores = [];
    private readonly List<Timed<TurnFinished>> _turns = [];
    private readonly List<Timed<SnapshotHandedOver>> _snapshots = [];
    private readonly List<Timed<CheckpointWritten>> _checkpoints = [];
    private readonly List<Timed<RunResumed>> _recoveries = [];
    private readonly List<Timed<TurnRedone>> _redone = [];
    private readonly List<LeftOut> _leftOut = [];
    private double _roundSeconds; // since the last evaluation
    private int _rounds;
    private int _agentsLost;
    private int _agentsReturned;
    private int _checkpointsFailed;
    private readonly Dictionary<int, EpochFinished> _trained = []; // by epoch

    /// <summary>The parties, in the order of the round; empty when the run ended before it began.</summary>
    public IReadOnlyList<RunAgent> Agents { get; private set; } = [];

    /// <summary>The completed epochs. Those that a recovery took back are not among them.</summary>
    public IReadOnlyList<EpochScore> Scores => _scores;

    /// <summary>The last of them; null before the first.</summary>
    public EpochScore? Last => _scores is [.., var last] ? last : null;

    /// <summary>The one of the highest test accuracy, the first of equals; null before the first.</summary>
    public EpochScore? Best => _scores.MaxBy(score => score.TestAccuracy);

    /// <summary>Epochs, or rounds, that are done.</summary>
    public int EpochsDone => Math.Max(_rounds, _scores.Count);

    /// <summary>The last round after which all clients were evaluated; null before the first.</summary>
    public RoundFinished? Evaluated { get; private set; }

    /// <summary>All turns, also those that were taken back: they took their time.</summary>
    public IReadOnlyList<Timed<TurnFinished>> Turns => _turns;

    public IReadOnlyList<Timed<SnapshotHandedOver>> Snapshots => _snapshots;

    public IReadOnlyList<Timed<CheckpointWritten>> Checkpoints => _checkpoints;

    public IReadOnlyList<Timed<RunResumed>> Recoveries => _recoveries;

    /// <summary>Turns that were done once more, and why.</summary>
    public IReadOnlyList<Timed<TurnRedone>> Redone => _redone;

    /// <summary>The checkpoint that was last gone on from; null when none was.</summary>
    public string? ResumedFrom => _recoveries is [.., var last] ? last.Event.Checkpoint : null;

    /// <summary>What went wrong and was made good; null when nothing did.</summary>
    public RecoveryTally? Recovery =>
        _agentsLost + _redone.Count + _checkpointsFailed + _recoveries.Count + _leftOut.Count == 0
            ? null
            : new(_agentsLost, _agentsReturned, _redone.Count, _checkpointsFailed, _recoveries.Count, _leftOut);

    /// <summary>Seconds from the beginning to the newest event.</summary>
    public double Seconds { get; private set; }

    /// <param name="at">Seconds since the beginning of the run.</param>
    public void Add(RunEvent runEvent, double at)
    {
        Seconds = Math.Max(Seconds, at);
        switch (runEvent)
        {
            case RunStarted started:
                Agents = started.Agents;
                break;
            case TurnFinished turn:
                _turns.Add(new(turn, at));
                break;
            case SnapshotHandedOver snapshot:
                _snapshots.Add(new(snapshot, at));
                break;
            case CheckpointWritten checkpoint:
                _checkpoints.Add(new(checkpoint, at));
                break;
            case EpochFinished epoch:
                Add(epoch);
                break;
            case RoundFinished round:
                Add(round);
                break;
            case RunResumed resumed:
                _rounds = Math.Min(_rounds, resumed.Epoch);
                _recoveries.Add(new(resumed, at));
                var isTrained = resumed.Turns > 0 && resumed.Turns >= Agents.Count;
                TakeBack(resumed.Epoch + 1, isTrained ? Phase.Test : Phase.Train);
                break;
            case TurnRedone redone:
                _redone.Add(new(redone, at));
                TakeBack(redone.Epoch, redone.Phase);
                break;
            case AgentLost:
                _agentsLost++;
                break;
            case AgentReturned:
                _agentsReturned++;
                break;
            case AgentLeftOut leftOut:
                _leftOut.Add(new(leftOut.Epoch, leftOut.Agent));
                break;
            case CheckpointFailed:
                _checkpointsFailed++;
                break;
        }
    }

    /// <summary>What ends in this phase of this epoch, or later, has not happened.</summary>
    private void TakeBack(int epoch, Phase phase)
    {
        _scores.RemoveAll(score => score.Epoch >= epoch);
        Evaluated = Evaluated?.Round < epoch ? Evaluated : null;
        foreach (var later in _trained.Keys.Where(e => e > epoch || (e == epoch && phase == Phase.Train)).ToList())
            _trained.Remove(later);
    }

    private void Add(EpochFinished epoch)
    {
        if (epoch.Phase == Phase.Train)
            _trained[epoch.Epoch] = epoch;
        else if (_trained.TryGetValue(epoch.Epoch, out var train))
            _scores.Add(new(epoch.Epoch, train.Loss, Accuracy(train), epoch.Loss, Accuracy(epoch),
                train.Seconds + epoch.Seconds, train.Seconds, epoch.Seconds));
    }

    private void Add(RoundFinished round)
    {
        _rounds = round.Round;
        _roundSeconds += round.Seconds;
        if (round is not { Train: { } train, Test: { } test })
            return;
        _scores.Add(new(round.Round, train.Loss, train.Accuracy, test.Loss, test.Accuracy, _roundSeconds,
            _roundSeconds, TestSeconds: 0));
        (_roundSeconds, Evaluated) = (0, round);
    }

    private static double Accuracy(EpochFinished epoch) => epoch.Total == 0 ? 0 : (double)epoch.Correct / epoch.Total;
}

/// <summary>An event and when it was recorded.</summary>
/// <param name="At">Seconds since the beginning of the run.</param>
internal sealed record Timed<T>(T Event, double At)
    where T : RunEvent;
