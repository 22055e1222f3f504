using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Data.Tests;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class CentralTrainingTests
{
    private static readonly IDataset Data = FormulaDigits.Create(train: 100, test: 30);

    [Theory]
    [InlineData(1, "pool2")]
    [InlineData(2, "conv1")]
    [InlineData(3, "fc1")]
    public void CentralRun_AsAgents_HasTheWeightsOfTheSplitRun(int agents, string cut)
    {
        var plan = Plans.Small(cut, agents) with { Epochs = 2 };

        var central = CentralTraining.Run(plan, Data, new Recorder(), null, CancellationToken.None);

        Assert.Equal(SplitRun(plan), central);
    }

    [Fact]
    public void Order_OfAnotherNumberOfAgents_GivesOtherWeights() => Assert.NotEqual(
        CentralTraining.Run(Plans.Small(agents: 1), Data, new Recorder(), null, CancellationToken.None),
        CentralTraining.Run(Plans.Small(agents: 2), Data, new Recorder(), null, CancellationToken.None));

    [Fact]
    public void Partition_OtherThanContiguous_GivesOtherWeightsAndTellsTheSizes()
    {
        var plan = Plans.Small(agents: 2);
        var recorder = new Recorder();

        var contiguous = CentralTraining.Run(plan, Data, new Recorder(), null, CancellationToken.None);
        var shuffled = CentralTraining.Run(
            plan with { Partition = new() { Kind = PartitionKind.Shuffled, Weights = "3:1" } },
            Data, recorder, null, CancellationToken.None);

        Assert.NotEqual(contiguous, shuffled);
        Assert.Equal(
            [("agent-1", 75, 22), ("agent-2", 25, 8)],
            recorder.Events.OfType<RunStarted>().Single().Agents.Select(a => (a.Name, a.TrainSamples, a.TestSamples)));
    }

    [Fact]
    public void Partition_ByPatientWhereTheDataNameNone_IsAnErrorOfTheData() => Assert.Throws<DatasetException>(
        () => CentralTraining.Run(
            Plans.Small(agents: 2) with { Partition = new() { Kind = PartitionKind.Patient } },
            Data, new Recorder(), null, CancellationToken.None));

    [Fact]
    public void Events_OfARun_TellBatchesTurnsAndEpochsInOrder()
    {
        var recorder = new Recorder();

        CentralTraining.Run(Plans.Small(agents: 2), Data, recorder, null, CancellationToken.None);

        Assert.Equal(
        [
            $"started: agent-1 50 15 {Data.Description}, agent-2 50 15 {Data.Description}",
            "Train 1: 1/4 of 16", "Train 1: 2/4 of 32", "Train 1: 3/4 of 48", "Train 1: 4/4 of 50", "agent-1 of 50",
            "Train 2: 1/4 of 16", "Train 2: 2/4 of 32", "Train 2: 3/4 of 48", "Train 2: 4/4 of 50", "agent-2 of 50",
            "epoch 1 Train of 100 by 2",
            "Test 1: 1/1 of 15", "agent-1 of 15",
            "Test 2: 1/1 of 15", "agent-2 of 15",
            "epoch 1 Test of 30 by 2",
            "finished 61706",
        ], recorder.Events.Select(Describe));
    }

    [Fact]
    public void Epoch_Confusion_CountsEverySampleOnce()
    {
        var recorder = new Recorder();

        CentralTraining.Run(Plans.Small(agents: 2), Data, recorder, null, CancellationToken.None);

        Assert.All(recorder.Events.OfType<EpochFinished>(), epoch =>
        {
            Assert.Equal(epoch.Total, epoch.Confusion.Cast<int>().Sum());
            Assert.Equal(epoch.Correct, Enumerable.Range(0, 10).Sum(i => epoch.Confusion[i, i]));
        });
        var train = recorder.Events.OfType<EpochFinished>().First();
        var turns = recorder.Events.OfType<TurnFinished>().Take(2).ToList();
        Assert.Equal(turns.Sum(turn => turn.Loss * turn.Total) / 100, train.Loss, tolerance: 1e-9);
        Assert.Equal(turns.Sum(turn => turn.Correct), train.Correct);
    }

    [Fact]
    public void Checkpoints_AreWrittenWhenDueAndHoldTheModel()
    {
        using var folder = new TemporaryFolder();
        var recorder = new Recorder();
        var plan = Plans.Small() with { Epochs = 4, CheckpointEveryEpochs = 2 };

        var hash = CentralTraining.Run(plan, Data, recorder, folder["checkpoints"], CancellationToken.None);

        var checkpoints = new CheckpointFolder(folder["checkpoints"]).List();
        Assert.Equal([2, 4], checkpoints.Select(checkpoint => checkpoint.Place.Epochs));
        Assert.Equal(hash, WeightsHash.Of(ModelState.WeightsOf(CheckpointFolder.Read(checkpoints[1], "model"))));
        var written = recorder.Events.OfType<CheckpointWritten>().ToList();
        Assert.Equal([2, 4], written.Select(checkpoint => checkpoint.Epoch));
        Assert.Equal(checkpoints[1].Files, written[1].Files);
    }

    [Fact]
    public void Checkpoints_WithAKeeper_AreTheLastAndTheBest()
    {
        using var folder = new TemporaryFolder();
        var recorder = new Recorder();
        var plan = Plans.Small() with { Epochs = 4, CheckpointEveryEpochs = 1 };
        var keeper = new CheckpointKeeper(new(KeepLast: 1, KeepBest: true));

        CentralTraining.Run(
            plan, Data, recorder, folder["checkpoints"], CancellationToken.None, keeper: keeper);

        var best = recorder.Events.OfType<EpochFinished>().Where(epoch => epoch.Phase == Phase.Test)
            .MaxBy(epoch => epoch.Correct)!.Epoch;
        Assert.Equal(
            new[] { best, 4 }.Distinct(),
            new CheckpointFolder(folder["checkpoints"]).List().Select(checkpoint => checkpoint.Place.Epochs));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Run_CancelledAndGoneOnWith_HasTheBitsOfAnUninterruptedOne(int agents, int checkpointEpoch)
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var plan = Plans.Small(agents: agents) with { Epochs = 4, CheckpointEveryEpochs = 1 };
        var straight = CentralTraining.Run(plan, Data, new Recorder(), folder["straight"], CancellationToken.None);
        var stop = new Recorder(
            when: e => e is BatchFinished { Phase: Phase.Train } batch && batch.Epoch == checkpointEpoch + 1,
            cancellation.Cancel);
        Assert.Throws<OperationCanceledException>(
            () => CentralTraining.Run(plan, Data, stop, folder["broken"], cancellation.Token));

        var recorder = new Recorder();
        var checkpoint = new CheckpointFolder(folder["broken"]).Newest()!;
        var resumed = CentralTraining.Run(
            plan, Data, recorder, folder["broken"], CancellationToken.None, resumeFrom: checkpoint);

        Assert.Equal(checkpointEpoch, checkpoint.Place.Epochs);
        Assert.Equal(straight, resumed);
        Assert.Equal(checkpointEpoch + 1, recorder.Events.OfType<EpochFinished>().First().Epoch);
        Assert.Equal(
            File.ReadAllBytes(folder["straight/epoch-0004/model.safetensors"]),
            File.ReadAllBytes(folder["broken/epoch-0004/model.safetensors"]));
    }

    [Fact]
    public void Checkpoint_OfAnotherNetwork_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointFolder(folder["checkpoints"]);
        var plan = Plans.Small() with { Epochs = 2 };
        var place = CheckpointPlace.AfterEpoch(1);
        var part = checkpoints.Write(place, CentralTraining.CheckpointPart, [1, 2, 3]);
        var checkpoint = checkpoints.Complete(place, plan, [part]);

        Assert.Throws<StateException>(() => CentralTraining.Run(
            plan, Data, new Recorder(), null, CancellationToken.None, resumeFrom: checkpoint));
    }

    [Fact]
    public void Run_Cancelled_EndsBetweenTwoBatches()
    {
        using var cancellation = new CancellationTokenSource();
        var recorder = new Recorder(when: e => e is BatchFinished, cancellation.Cancel);

        Assert.Throws<OperationCanceledException>(
            () => CentralTraining.Run(Plans.Small(), Data, recorder, null, cancellation.Token));

        Assert.Equal(2, recorder.Events.Count);
    }

    private static string SplitRun(TrainingPlan plan)
    {
        using var pair = new SplitPair(plan);
        for (var epoch = 1; epoch <= plan.Epochs; epoch++)
            foreach (var (index, range) in ShardDealer.Deal(Data.Count(Phase.Train), plan.Agents).Index())
            {
                var batches = TurnBatches.Of(
                    Phase.Train, plan.Seed, epoch, index + 1, range.ToIndices(), plan.BatchSize);
                for (var batch = 0; batch < batches.Count; batch++)
                    pair.Train(Data.Read(Phase.Train, batches[batch]));
            }

        return pair.Hash;
    }

    private static string Describe(RunEvent runEvent) => runEvent switch
    {
        RunStarted run => "started: " + string.Join(
            ", ", run.Agents.Select(a => $"{a.Name} {a.TrainSamples} {a.TestSamples} {a.Data}")),
        BatchFinished batch => $"{batch.Phase} {batch.Agent}: {batch.Batch}/{batch.Batches} of {batch.Total}",
        TurnFinished turn => $"{turn.AgentName} of {turn.Total}",
        EpochFinished epoch => $"epoch {epoch.Epoch} {epoch.Phase} of {epoch.Total} by {epoch.Agents}",
        RunFinished run => $"finished {run.Parameters}",
        _ => runEvent.ToString(),
    };

    private sealed class Recorder(Func<RunEvent, bool>? when = null, Action? then = null) : IRunRecorder
    {
        public List<RunEvent> Events { get; } = [];

        public void Record(RunEvent runEvent)
        {
            Events.Add(runEvent);
            if (when?.Invoke(runEvent) == true)
                then?.Invoke();
        }
    }
}
