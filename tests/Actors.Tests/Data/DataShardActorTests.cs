using Akka.Actor;
using SplitLearning.Actors.Data;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Tests.Data;

public sealed class DataShardActorTests : ActorTest
{
    private static readonly TurnId Turn = new(4);

    // Batches of 2: three of training (the last one short), one of testing.
    private readonly PlanAssigned _assigned =
        new("run", Plans.Of(agents: 2), AgentIndex: 2, new IndexRange(10, 5), new IndexRange(4, 2));

    [Fact]
    public void Closed_OpenForTraining_SaysHowManyBatchesComeAndSendsAsManyAsThereAreCredits()
    {
        var shard = Start();

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 2), TestActor);

        ExpectMsg(new ShardOpened(Turn, Batches: 3));
        Assert.Equal(0, ExpectBatch().Batch.Index);
        Assert.Equal(1, ExpectBatch().Batch.Index);
        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Reading_Training_VisitsTheShardInTheOrderOfTheTurn()
    {
        var shard = Start();
        var expected = TurnBatches.Of(Phase.Train, seed: 7, epoch: 3, agent: 2, _assigned.TrainShard, batchSize: 2);

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
        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Reading_CreditsBeyondTheEnd_BringNothing()
    {
        var shard = Start();
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectBatch();

        shard.Tell(new GrantCredit(Turn), TestActor);

        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Reading_CreditOfAnotherTurn_BringsNothing()
    {
        var shard = Start();
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectBatch();

        shard.Tell(new GrantCredit(new TurnId(3)), TestActor);

        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
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
        var shard = Start(_assigned with { TestShard = new IndexRange(0, 0) });

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 3), TestActor);

        ExpectMsg(new ShardOpened(Turn, Batches: 0));
        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Closed_Credit_BringsNothing()
    {
        var shard = Start();

        shard.Tell(new GrantCredit(Turn), TestActor);

        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Reading_TornSample_FailsOnceAndNamesTheBatch()
    {
        var order = TurnBatches.Of(Phase.Train, seed: 7, epoch: 1, agent: 2, _assigned.TrainShard, batchSize: 2);
        var torn = order[1][0];
        var shard = Start(dataset: new TinyDataset(train: 15, test: 6) { Unreadable = torn });

        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 5), TestActor);

        ExpectMsg<ShardOpened>();
        ExpectBatch();
        ExpectMsg(new ShardFailed(
            Turn, $"batch 1 of turn 4 cannot be read: numbers.bin: sample {torn} is torn"));
        Settle(shard);
        ExpectNoMsg(TimeSpan.Zero);
    }

    private IActorRef Start(PlanAssigned? assigned = null, IDataset? dataset = null)
    {
        var (data, part) = (dataset ?? new TinyDataset(train: 15, test: 6), assigned ?? _assigned);
        return Sys.ActorOf(Props.Create(() => new DataShardActor(data, part)));
    }

    private BatchRead ExpectBatch() => ExpectMsg<BatchRead>();
}
