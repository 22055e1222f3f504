using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>Collects a run's events and writes <c>summary.json</c> when the run has ended, however.</summary>
internal sealed class SummaryFile(
    RunFolder folder, RunMode mode, TrainingPlan plan, TimeProvider clock) : IRunRecorder
{
    private readonly DateTimeOffset _started = clock.GetLocalNow();
    private readonly long _startedTicks = clock.GetTimestamp();
    private readonly List<EpochScore> _scores = [];
    private string? _data;
    private EpochFinished? _train;
    private double _dataWaitSeconds;
    private double _firstBatchSeconds;

    public void Record(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted started:
                _data = string.Join("; ", started.Agents.Select(agent => agent.Data).Distinct());
                break;
            case TurnFinished turn:
                _dataWaitSeconds += turn.DataWaitSeconds;
                _firstBatchSeconds += turn.FirstBatchSeconds;
                break;
            case EpochFinished { Phase: Phase.Train } train:
                _train = train;
                break;
            case EpochFinished test when _train is { } train:
                _scores.Add(Score(train, test));
                break;
            case RunFinished finished:
                Write(Begin(RunStatus.Finished) with
                {
                    Seconds = finished.Seconds,
                    BytesSent = finished.BytesSent,
                    WeightsSha256 = finished.WeightsSha256,
                    Parameters = finished.Parameters,
                });
                break;
            case RunFailed failed:
                Write(Begin(RunStatus.Failed) with { Error = failed.Reason });
                break;
            case RunInterrupted:
                Write(Begin(RunStatus.Interrupted));
                break;
        }
    }

    private static EpochScore Score(EpochFinished train, EpochFinished test) => new(
        test.Epoch, train.Loss, Accuracy(train), test.Loss, Accuracy(test), train.Seconds + test.Seconds);

    private static double Accuracy(EpochFinished epoch) => epoch.Total == 0 ? 0 : (double)epoch.Correct / epoch.Total;

    private RunSummary Begin(RunStatus status)
    {
        var last = _scores.LastOrDefault();
        return new()
        {
            RunId = folder.Id.Value,
            Mode = mode,
            Status = status,
            Workload = plan.Workload,
            Data = _data,
            Agents = plan.Agents,
            Cut = plan.Cut,
            Seed = plan.Seed,
            Epochs = plan.Epochs,
            EpochsDone = _scores.Count,
            BatchSize = plan.BatchSize,
            LearningRate = plan.LearningRate,
            Threads = plan.Threads,
            TrainLoss = last?.TrainLoss,
            TrainAccuracy = last?.TrainAccuracy,
            TestLoss = last?.TestLoss,
            TestAccuracy = last?.TestAccuracy,
            Best = _scores.MaxBy(score => score.TestAccuracy),
            Scores = _scores,
            Started = _started,
            Seconds = clock.GetElapsedTime(_startedTicks).TotalSeconds,
            DataWaitSeconds = _dataWaitSeconds,
            FirstBatchSeconds = _firstBatchSeconds,
            BytesSent = new Dictionary<string, long>(),
            Versions = Versions.All,
        };
    }

    private void Write(RunSummary summary) => Storage.WriteText(folder.Summary, RunJson.Pretty(summary));
}
