using Akka.Actor;
using SplitLearning.Actors.Data;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Tests.Data;

public sealed partial class DataShardActorTests : ActorTest
{
    private static readonly TurnId Turn = new(4);

    // Batches of 2: three of training (the last one short), one of testing.
    private static readonly PlanAssigned Assigned = new("run", Plans.Of(agents: 2), AgentIndex: 2, ShardMode.Simulated);
    private static readonly int[] TrainIndices = [10, 11, 12, 13, 14];
    private static readonly Shard Part = new(TrainIndices, [4, 5]);

    [Fact]
    public void Closed_OpenForTraining_SaysHowManyBatchesComeAndSendsAsManyAsThereAreCredits()
    {
        var shard = Start();

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 2), TestActor);

        ExpectMsg(new ShardOpened(Turn, Batches: 3));
        Assert.Equal(0, ExpectBatch().Batch.Index);
        Assert.Equal(1, ExpectBatch().Batch.Index);
        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_Training_VisitsTheShardInTheOrderOfTheTurn()
    {
        var shard = Start();
        var expected = TurnBatches.Of(Phase.Train, seed: 7, epoch: 3, agent: 2, TrainIndices, batchSize: 2);

        shard.Tell(new OpenShard(Turn, Epoch: 3, Phase.Train, Credits: 5), TestActor);

        ExpectMsg<ShardOpened>();
        for (var i = 0; i < 3; i++)
        {
            var batch = ExpectBatch();
            Assert.Equal(new BatchId(Turn, i), batch.Batch);
            Assert.Equal(expected[i].ToArray().Select(index => (float)index), batch.Samples.Inputs.ToFloats());
            Assert.Equal(expected[i].ToArray().Select(index => (long)index % 3), batch.Samples.Labels.ToLongs());
        }
    }

    [Fact]
    public void Reading_Testing_VisitsTheTestShardInItsOwnOrder()
    {
        var shard = Start();

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 5), TestActor);

        ExpectMsg(new ShardOpened(Turn, Batches: 1));
        Assert.Equal([104f, 105f], ExpectBatch().Samples.Inputs.ToFloats());
    }

    [Fact]
    public void Reading_Credit_BringsOneMoreBatch()
    {
        var shard = Start();
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectBatch();

        shard.Tell(new GrantCredit(Turn), TestActor);

        Assert.Equal(1, ExpectBatch().Batch.Index);
        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_CreditsBeyondTheEnd_BringNothing()
    {
        var shard = Start();
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectBatch();

        shard.Tell(new GrantCredit(Turn), TestActor);

        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_CreditOfAnotherTurn_BringsNothing()
    {
        var shard = Start();
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectBatch();

        shard.Tell(new GrantCredit(new TurnId(3)), TestActor);

        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_OpenedAnew_BeginsFromTheStartOfTheNewTurn()
    {
        var shard = Start();
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectBatch();

        shard.Tell(new OpenShard(new TurnId(5), Epoch: 1, Phase.Test, Credits: 1), TestActor);

        ExpectMsg(new ShardOpened(new TurnId(5), Batches: 1));
        Assert.Equal(new BatchId(new TurnId(5), 0), ExpectBatch().Batch);
    }

    [Fact]
    public void Closed_EmptyShard_HasNoBatches()
    {
        var shard = Start(new Shard(TrainIndices, []));

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 3), TestActor);

        ExpectMsg(new ShardOpened(Turn, Batches: 0));
        ExpectNothingMore(shard);
    }

    [Fact]
    public void Closed_Credit_BringsNothing()
    {
        var shard = Start();

        shard.Tell(new GrantCredit(Turn), TestActor);

        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_TornSample_FailsOnceAndNamesTheBatch()
    {
        var order = TurnBatches.Of(Phase.Train, seed: 7, epoch: 1, agent: 2, TrainIndices, batchSize: 2);
        var torn = order[1][0];
        var shard = Start(dataset: new TinyDataset(train: 15, test: 6) { Unreadable = torn });

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 5), TestActor);

        ExpectMsg<ShardOpened>();
        ExpectBatch();
        ExpectMsg(new ShardFailed(
            Turn, $"batch 1 of turn 4 cannot be read: numbers.bin: sample {torn} is torn"));
        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_ABatchIsUnderWay_NoOtherIsBegun()
    {
        var reads = new Reads();
        var shard = Start(run: reads.Run);

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 3), TestActor);
        shard.Tell(new GrantCredit(Turn), TestActor);

        ExpectMsg<ShardOpened>();
        ExpectNothingMore(shard);
        Assert.Equal(1, reads.Begun);
        reads.Finish(0);
        Assert.Equal(0, ExpectBatch().Batch.Index);
        Settle(shard);
        Assert.Equal(2, reads.Begun);
    }

    [Fact]
    public void Reading_OpenedAnewMeanwhile_BeginsAtOnceAndDropsWhatTheOldPassReads()
    {
        var reads = new Reads();
        var shard = Start(run: reads.Run);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        ExpectMsg(new ShardOpened(Turn, Batches: 3));

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);

        ExpectMsg(new ShardOpened(Turn, Batches: 3));
        Settle(shard);
        Assert.Equal(2, reads.Begun);
        reads.Finish(0);
        ExpectNothingMore(shard);
        reads.Finish(1);
        Assert.Equal(new BatchId(Turn, 0), ExpectBatch().Batch);
    }

    [Fact]
    public void Reading_OldPassFailsLate_HarmsNotTheNewOne()
    {
        var reads = new Reads();
        var shard = Start(run: reads.Run);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        shard.Tell(new OpenShard(new TurnId(5), Epoch: 1, Phase.Test, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectMsg<ShardOpened>();
        Settle(shard);

        reads.Fail(0, new DatasetException("torn"));
        reads.Finish(1);

        Assert.Equal(new BatchId(new TurnId(5), 0), ExpectBatch().Batch);
    }

    [Fact]
    public void Closed_LateReadOrFailureOfAFormerPass_ChangesNothing()
    {
        var reads = new Reads();
        var shard = Start(run: reads.Run);
        for (var turn = 4; turn <= 6; turn++)
        {
            shard.Tell(new OpenShard(new TurnId(turn), Epoch: 1, Phase.Train, Credits: 1), TestActor);
            ExpectMsg<ShardOpened>();
        }

        Settle(shard);
        reads.Fail(2, new DatasetException("torn"));
        ExpectMsg<ShardFailed>();

        reads.Finish(0);
        reads.Fail(1, new InvalidOperationException("defect"));

        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_SlowData_LeavesTheActorFree()
    {
        using var gate = new ManualResetEventSlim();
        var data = new TinyDataset(train: 15, test: 6) { Gate = gate };
        var shard = Sys.ActorOf(Props.Create(() => new DataShardActor(data, Assigned, Part, new ShardCursor())));

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);

        ExpectMsg<ShardOpened>();
        Settle(shard); // answers while the dataset reads
        gate.Set();
        Assert.Equal(0, ExpectBatch().Batch.Index);
    }

    /// <param name="run">Null reads at once, so that a test need not wait.</param>
    private IActorRef Start(
        Shard? shard = null, IDataset? dataset = null, Func<Func<SampleBatch>, Task<SampleBatch>>? run = null)
    {
        var (data, part) = (dataset ?? new TinyDataset(train: 15, test: 6), shard ?? Part);
        var read = run ?? AtOnce;
        return Sys.ActorOf(Props.Create(() => new DataShardActor(data, Assigned, part, new ShardCursor(), read)));
    }

    // Twice: a batch that was read while the first question was on its way is a message of its own.
    private void ExpectNothingMore(IActorRef shard)
    {
        Settle(shard);
        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
    }

    private BatchRead ExpectBatch() => ExpectMsg<BatchRead>();

    private static Task<SampleBatch> AtOnce(Func<SampleBatch> read)
    {
        try
        {
            return Task.FromResult(read());
        }
        catch (DatasetException error)
        {
            return Task.FromException<SampleBatch>(error);
        }
    }

    /// <summary>Reading that ends when the test says so.</summary>
    private sealed class Reads
    {
        private readonly List<(Func<SampleBatch> Read, TaskCompletionSource<SampleBatch> Result)> _begun = [];

        public int Begun => _begun.Count;

        public Task<SampleBatch> Run(Func<SampleBatch> read)
        {
            _begun.Add((read, new TaskCompletionSource<SampleBatch>()));
            return _begun[^1].Result.Task;
        }

        public void Finish(int index) => _begun[index].Result.SetResult(_begun[index].Read());

        public void Fail(int index, Exception error) => _begun[index].Result.SetException(error);
    }
}
