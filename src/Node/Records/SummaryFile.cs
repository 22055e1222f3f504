using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Node.Records;

/// <summary>Writes <c>summary.json</c>: at the beginning, after each epoch or round, and at the end, however.</summary>
/// <param name="changes">Null where the plan cannot change.</param>
/// <param name="history">Has every event before this is told of it.</param>
internal sealed class SummaryFile(
    RunFolder folder, RunMode mode, PlanOutline plan, PlanKeeper? changes, RunClock clock, RunHistory history)
    : IRunRecorder
{
    private readonly IReadOnlyList<string> _classNames = Workloads.Find(plan.Workload).ClassNames;
    private ClassReport? _train;
    private ClassReport? _test;

    public void Record(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted:
                Write(Begin(RunStatus.Unfinished));
                break;
            case EpochFinished { Phase: Phase.Train } train:
                _train = ClassReport.Of(train.Confusion, _classNames);
                break;
            case RoundFinished:
                Write(Begin(RunStatus.Unfinished));
                break;
            case EpochFinished test:
                _test = ClassReport.Of(test.Confusion, _classNames);
                Write(Begin(RunStatus.Unfinished));
                break;
            case RunFinished finished:
                Write(Begin(RunStatus.Finished) with
                {
                    Seconds = clock.Before + finished.Seconds,
                    BytesSent = finished.BytesSent,
                    WeightsSha256 = finished.WeightsSha256,
                    Parameters = finished.Parameters,
                });
                break;
            case RunFailed failed:
                var failure = Begin(RunStatus.Failed) with { Error = failed.Reason };
                Write(failed.BytesSent is { } sent ? failure with { BytesSent = sent } : failure);
                break;
            case RunInterrupted interrupted:
                var soFar = Begin(RunStatus.Interrupted);
                Write(interrupted.BytesSent is { } bytes ? soFar with { BytesSent = bytes } : soFar);
                break;
        }
    }

    private RunSummary Begin(RunStatus status)
    {
        var last = history.Last;
        return new()
        {
            RunId = folder.Id,
            Mode = mode,
            Status = status,
            Workload = plan.Workload,
            Data = history.Agents.Count == 0 ? null : string.Join("; ", history.Agents.Select(a => a.Data).Distinct()),
            Agents = history.Agents.Count == 0 ? plan.Agents : history.Agents.Count,
            Cut = plan.Cut,
            Seed = plan.Seed,
            Epochs = plan.Epochs,
            EpochsDone = history.EpochsDone,
            BatchSize = plan.BatchSize,
            LearningRate = plan.LearningRate,
            Threads = plan.Threads,
            TrainLoss = last?.TrainLoss,
            TrainAccuracy = last?.TrainAccuracy,
            TestLoss = last?.TestLoss,
            TestAccuracy = last?.TestAccuracy,
            Last = last,
            Best = history.Best,
            Scores = history.Scores,
            TrainClasses = _train,
            TestClasses = _test,
            Started = clock.Started,
            Seconds = clock.Seconds,
            DataWaitSeconds = history.Turns.Sum(turn => turn.Event.DataWaitSeconds),
            FirstBatchSeconds = history.Turns.Sum(turn => turn.Event.FirstBatchSeconds),
            BytesSent = new Dictionary<string, long>(),
            Snapshots = SnapshotTimes.Of(history.Snapshots.Select(snapshot => snapshot.Event)),
            Versions = Versions.All,
            Machine = Machine.All,
            Shards = history.Agents,
            ResumedFrom = history.ResumedFrom,
            PlanChanges = changes?.Changes ?? [],
            Recovery = history.Recovery,
            Federated = history.Evaluated is { } round ? FederatedScores.Of(round) : null,
        };
    }

    private void Write(RunSummary summary) => Storage.WriteText(folder.Summary, RunJson.Pretty(summary));
}
