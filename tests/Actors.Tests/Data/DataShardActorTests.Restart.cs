using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Data;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Tests.Data;

/// <content>Whatever happens to the actor, its reader sees every batch once and in order.</content>
public sealed partial class DataShardActorTests
{
    private static readonly InvalidOperationException Defect = new("no such device");

    [Fact]
    public void Reading_Defect_IsSeenByTheSupervisorWithTheBatch()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Stop);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        Settle(shard);

        reads.Fail(0, Defect);

        var error = Assert.IsType<ShardReadException>(parent.ExpectMsg<Guardian.ChildFailed>().Error);
        Assert.Equal("batch 0 of turn 4 cannot be read: no such device", error.Message);
        Assert.Same(Defect, error.InnerException);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Reading_RestartedAtABatch_GoesOnWithThatVeryBatch(int failing)
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        var order = TurnBatches.Of(Phase.Train, seed: 7, epoch: 3, agent: 2, TrainIndices, batchSize: 2);

        shard.Tell(new OpenShard(Turn, Epoch: 3, Phase.Train, Credits: 3), TestActor);

        ExpectMsg(new ShardOpened(Turn, Batches: 3));
        for (var (batch, read) = (0, 0); batch < 3; read++)
        {
            Settle(shard);
            if (batch == failing && read == failing)
            {
                FailAndRestart(reads, read, parent);
                continue;
            }

            reads.Finish(read);
            var samples = ExpectBatch();
            Assert.Equal(new BatchId(Turn, batch), samples.Batch);
            Assert.Equal(order[batch].ToArray().Select(index => (float)index), samples.Samples.Inputs.ToFloats());
            batch++;
        }

        ExpectNothingMore(shard);
        Assert.Equal(4, reads.Begun);
    }

    [Fact]
    public void Reading_RestartedSeveralTimesAtOneBatch_StillGoesOnWithIt()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();

        for (var read = 0; read < 3; read++)
        {
            Settle(shard);
            FailAndRestart(reads, read, parent);
        }

        Settle(shard);
        reads.Finish(3);
        Assert.Equal([104f, 105f], ExpectBatch().Samples.Inputs.ToFloats());
        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_Restarted_NeedsNoNewCreditForTheBatchAndGainsNone()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        Settle(shard);

        FailAndRestart(reads, 0, parent);

        Settle(shard);
        reads.Finish(1);
        Assert.Equal(0, ExpectBatch().Batch.Index);
        ExpectNothingMore(shard);
        Assert.Equal(2, reads.Begun);
        shard.Tell(new GrantCredit(Turn));
        Settle(shard);
        reads.Finish(2);
        Assert.Equal(1, ExpectBatch().Batch.Index);
    }

    [Fact]
    public void Reading_RestartedWhileABatchIsUnderWay_TakesItWhenItComes()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        Settle(shard);

        Restart(shard, parent);

        Assert.Equal(1, reads.Begun);
        reads.Finish(0);
        Assert.Equal(new BatchId(Turn, 0), ExpectBatch().Batch);
        ExpectNothingMore(shard);
    }

    [Fact]
    public void Reading_Restarted_CountsOnlyTheCreditsOfItsTurn()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 0), TestActor);
        ExpectMsg<ShardOpened>();
        Restart(shard, parent);

        shard.Tell(new GrantCredit(new TurnId(3)));
        Settle(shard);
        Assert.Equal(0, reads.Begun);
        shard.Tell(new GrantCredit(Turn));
        Settle(shard);

        Assert.Equal(1, reads.Begun);
    }

    [Fact]
    public void Reading_RestartedAndOpenedAnew_BeginsTheNewPassAndDropsTheOldOne()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 2), TestActor);
        ExpectMsg<ShardOpened>();
        Restart(shard, parent);

        shard.Tell(new OpenShard(new TurnId(5), Epoch: 1, Phase.Test, Credits: 1), TestActor);

        ExpectMsg(new ShardOpened(new TurnId(5), Batches: 1));
        Settle(shard);
        reads.Finish(0);
        ExpectNothingMore(shard);
        reads.Finish(1);
        Assert.Equal(new BatchId(new TurnId(5), 0), ExpectBatch().Batch);
    }

    [Fact]
    public void Reading_RestartedAtTheEndOfThePass_ReadsNothingAgain()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 2), TestActor);
        ExpectMsg<ShardOpened>();
        Settle(shard);
        reads.Finish(0);
        ExpectBatch();

        Restart(shard, parent);
        shard.Tell(new GrantCredit(Turn));

        ExpectNothingMore(shard);
        Assert.Equal(1, reads.Begun);
    }

    [Fact]
    public void Reading_DefectOfAFormerPass_RestartsNothing()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 1), TestActor);
        shard.Tell(new OpenShard(new TurnId(5), Epoch: 1, Phase.Test, Credits: 1), TestActor);
        ExpectMsg<ShardOpened>();
        ExpectMsg<ShardOpened>();
        Settle(shard);

        reads.Fail(0, Defect);

        ExpectNothingMore(shard);
        parent.ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(2, reads.Begun);
    }

    [Fact]
    public void Closed_Restarted_IsStillClosedAndOpensAsBefore()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);

        Restart(shard, parent);

        shard.Tell(new GrantCredit(Turn));
        ExpectNothingMore(shard);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Test, Credits: 1), TestActor);
        ExpectMsg(new ShardOpened(Turn, Batches: 1));
        Settle(shard);
        reads.Finish(0);
        Assert.Equal(new BatchId(Turn, 0), ExpectBatch().Batch);
    }

    [Fact]
    public void Closed_RestartedAfterATornSample_DoesNotTakeThePassUpAgain()
    {
        var (parent, reads) = (CreateTestProbe("agent"), new Reads());
        var shard = StartUnder(parent, reads, Directive.Restart);
        shard.Tell(new OpenShard(Turn, Epoch: 1, Phase.Train, Credits: 3), TestActor);
        ExpectMsg<ShardOpened>();
        Settle(shard);
        reads.Fail(0, new DatasetException("torn"));
        ExpectMsg<ShardFailed>();

        Restart(shard, parent);

        ExpectNothingMore(shard);
        Assert.Equal(1, reads.Begun);
    }

    private IActorRef StartUnder(TestProbe parent, Reads reads, Directive directive)
    {
        var (data, cursor) = (new TinyDataset(train: 15, test: 6), new ShardCursor());
        Func<Func<SampleBatch>, Task<SampleBatch>> run = reads.Run;
        return StartChildOf(
            parent, Props.Create(() => new DataShardActor(data, Assigned, Part, cursor, run)), directive);
    }

    /// <summary>Restarted by something that has nothing to do with the data.</summary>
    private void Restart(IActorRef shard, TestProbe parent)
    {
        shard.Tell(Kill.Instance);
        Assert.IsType<ActorKilledException>(parent.ExpectMsg<Guardian.ChildFailed>().Error);
        Settle(shard);
    }

    private static void FailAndRestart(Reads reads, int read, TestProbe parent)
    {
        reads.Fail(read, Defect);
        Assert.IsType<ShardReadException>(parent.ExpectMsg<Guardian.ChildFailed>().Error);
    }
}
