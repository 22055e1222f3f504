using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.ClientModelProtocol;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class ClientModelActorTests : ClientModelTest
{
    [Fact]
    public void Idle_RunTurn_OpensTheShardForIt()
    {
        Run(Phase.Train);

        Shard.ExpectMsg(new OpenShard(Turn, Epoch: 2, Phase.Train, ReadAhead));
        Assert.Empty(Model.Calls);
        Assert.Equal([2], Model.Epochs);
    }

    [Fact]
    public void Idle_InitialStateAfterADamagedOne_BuildsTheModelAnew()
    {
        Actor.Tell(new RunTurn(Turn, Epoch: 2, Phase.Train, Server.Ref, Saved([1, 2, 3])), TestActor);
        ExpectMsg<TurnBroken>();

        Actor.Tell(new RunTurn(Turn, Epoch: 2, Phase.Train, Server.Ref, StartState.Initial.Instance), TestActor);

        Shard.ExpectMsg<OpenShard>();
        Assert.Equal(["load", "dispose"], Model.Calls);
    }

    [Fact]
    public void Idle_RunTurnWithAState_LoadsItFirst()
    {
        Run(Phase.Train, FakeClientModel.StateOf(weight: 10));
        Open(batches: 1);
        Read(0, 1, 2);

        Assert.Equal([11f, 12f], Server.ExpectMsg<ForwardBatch>().Smashed.ToFloats());
        Assert.Equal("load", Model.Calls.First());
    }

    [Fact]
    public void Idle_DamagedState_BreaksTheTurnAndSaysWhy()
    {
        Run(Phase.Train, [1, 2, 3]);

        var broken = ExpectMsg<TurnBroken>();
        Assert.Equal(Turn, broken.Turn);
        Assert.Contains("3", broken.Reason, StringComparison.Ordinal);
        ExpectSilence(Shard, Actor);
    }

    [Fact]
    public void Idle_LateMessages_ChangeNothing()
    {
        Read(0, 1);
        Actor.Tell(new ShardFailed(Turn, "late"), Shard.Ref);
        Actor.Tell(new ShardOpened(Turn, 3), Shard.Ref);
        Answer(0, 1f);
        Actor.Tell(new BatchScored(new BatchId(Turn, 0), 1, 1), Server.Ref);
        Actor.Tell(new BatchRejected(new BatchId(Turn, 0), "late"), Server.Ref);

        ExpectSilence(Server, Actor);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Empty(Model.Calls);
    }

    [Fact]
    public void Opening_EmptyShard_FinishesWithTheStateAsItWas()
    {
        Run(Phase.Train, FakeClientModel.StateOf(weight: 5));

        Open(batches: 0);

        var state = FakeClientModel.StateOf(weight: 5);
        var run = ExpectMsg<TurnRun>();
        Assert.Equal((Turn, StateHash.Of(state)), (run.Turn, run.Hash));
        Assert.Equal(state, run.State.ToArray());
    }

    [Fact]
    public void Opening_MessagesOfFormerTurns_ChangeNothing()
    {
        Run(Phase.Train);

        Actor.Tell(new ShardOpened(new TurnId(3), 0), Shard.Ref);
        Actor.Tell(new BatchRead(new BatchId(new TurnId(3), 0), Samples(1)), Shard.Ref);
        Actor.Tell(new ShardFailed(new TurnId(3), "late"), Shard.Ref);
        Actor.Tell(new BatchScored(new BatchId(new TurnId(3), 0), 1, 1), Server.Ref);

        Settle(Actor);
        ExpectNoMsg(TimeSpan.Zero);
        Open(batches: 1);
        Read(0, 1);
        Server.ExpectMsg<ForwardBatch>();
    }

    [Fact]
    public void Opening_ShardFails_BreaksTheTurn()
    {
        Run(Phase.Train);

        Actor.Tell(new ShardFailed(Turn, "train-images: torn"), Shard.Ref);

        ExpectMsg(new TurnBroken(Turn, "train-images: torn"));
    }

    [Fact]
    public void AwaitingBatch_Batch_GoesToTheServerAndGrantsACredit()
    {
        Run(Phase.Train);
        Open(batches: 3);

        Read(0, 1, 2);

        var sent = Server.ExpectMsg<ForwardBatch>();
        Assert.Equal((new BatchId(Turn, 0), 3), (sent.Batch, sent.Batches));
        Assert.Equal([1f, 2f], sent.Smashed.ToFloats());
        Assert.Equal([1L, 2L], sent.Labels.ToLongs());
        Shard.FishForMessage<GrantCredit>(credit => credit.Turn == Turn);
        Assert.Equal(["forward 1 2"], Model.Calls);
    }

    [Fact]
    public void AwaitingAnswer_Gradient_IsTrainedOnAndTheNextBatchFollows()
    {
        StartTraining(batches: 2);
        Read(1, 3);
        Assert.Equal(0, Server.ExpectMsg<ForwardBatch>().Batch.Index);

        Answer(0, 0.5f);

        Assert.Equal(1, Server.ExpectMsg<ForwardBatch>().Batch.Index);
        Assert.Equal(["forward 1", "backward 0.5", "forward 3"], Model.Calls);
    }

    [Fact]
    public void AwaitingAnswer_BatchesReadAhead_AreSentOneAtATimeInOrder()
    {
        StartTraining(batches: 3);
        Read(1, 2);
        Read(2, 3);
        Settle(Actor);

        Assert.Equal(0, Server.ExpectMsg<ForwardBatch>().Batch.Index);
        Server.ExpectNoMsg(TimeSpan.Zero);
        Answer(0, 0f);
        Assert.Equal(1, Server.ExpectMsg<ForwardBatch>().Batch.Index);
        Server.ExpectNoMsg(TimeSpan.Zero);
        Answer(1, 0f);
        Assert.Equal(2, Server.ExpectMsg<ForwardBatch>().Batch.Index);
    }

    [Fact]
    public void AwaitingAnswer_LastGradient_FinishesWithTheTrainedState()
    {
        StartTraining(batches: 1);

        Answer(0, 0.25f, 0.5f);

        var run = ExpectMsg<TurnRun>();
        Assert.Equal(FakeClientModel.StateOf(weight: 0.75f), run.State.ToArray());
        Assert.Equal(StateHash.Of(run.State.Span), run.Hash);
        Assert.Equal(["forward 1", "backward 0.25 0.5", "save"], Model.Calls);
    }

    [Fact]
    public void AwaitingAnswer_TestBatchScored_GoesOnWithoutTraining()
    {
        Run(Phase.Test);
        Open(batches: 2);
        Read(0, 1);
        Server.ExpectMsg<ForwardBatch>();

        Actor.Tell(new BatchScored(new BatchId(Turn, 0), 0.5, 1), Server.Ref);
        Read(1, 2);
        Server.ExpectMsg<ForwardBatch>();
        Actor.Tell(new BatchScored(new BatchId(Turn, 1), 0.5, 1), Server.Ref);

        ExpectMsg<TurnRun>();
        Assert.Equal(["evaluate 1", "evaluate 2", "save"], Model.Calls);
    }

    [Fact]
    public void AwaitingAnswer_AnswerTwice_TrainsOnce()
    {
        StartTraining(batches: 2);
        Answer(0, 0.5f);
        Answer(0, 0.5f); // while the next batch is awaited
        Read(1, 3);
        Answer(0, 0.5f); // while the next answer is awaited
        Answer(1, 1f);

        ExpectMsg<TurnRun>();

        Assert.Equal(["forward 1", "backward 0.5", "forward 3", "backward 1", "save"], Model.Calls);
    }

    [Fact]
    public void AwaitingAnswer_Rejected_BreaksTheTurn()
    {
        StartTraining(batches: 1);

        Actor.Tell(new BatchRejected(new BatchId(Turn, 0), "batch 3 is expected"), Server.Ref);

        ExpectMsg(new TurnBroken(Turn, "the server rejects batch 0 of turn 4: batch 3 is expected"));
    }

    [Fact]
    public void AwaitingAnswer_ShardFailsMeanwhile_BreaksTheTurn()
    {
        StartTraining(batches: 2);

        Actor.Tell(new ShardFailed(Turn, "train-images: torn"), Shard.Ref);

        ExpectMsg(new TurnBroken(Turn, "train-images: torn"));
    }

    [Fact]
    public void AwaitingAnswer_LastGradient_TellsHowLongDataWereWaitedFor()
    {
        Run(Phase.Train);
        Pass(TimeSpan.FromSeconds(2), Actor);
        Open(batches: 3);
        Pass(TimeSpan.FromSeconds(1), Actor);
        Read(0, 1);
        Pass(TimeSpan.FromSeconds(5), Actor); // the server's time
        Answer(0, 1f);
        Pass(TimeSpan.FromSeconds(4), Actor);
        Read(1, 2);
        Read(2, 3); // ahead: nobody waits for it
        Pass(TimeSpan.FromSeconds(5), Actor);
        Answer(1, 1f);
        Answer(2, 1f);

        var run = ExpectMsg<TurnRun>();

        Assert.Equal((3, 4), (run.FirstBatchSeconds, run.DataWaitSeconds));
    }

    [Fact]
    public void Opening_EmptyShard_WaitedForNothing()
    {
        Run(Phase.Train);
        Pass(TimeSpan.FromSeconds(2), Actor);

        Open(batches: 0);

        var run = ExpectMsg<TurnRun>();
        Assert.Equal((0, 0), (run.FirstBatchSeconds, run.DataWaitSeconds));
    }

    [Fact]
    public void Idle_NextTurn_GoesOnFromTheStateOfTheLast()
    {
        StartTraining(batches: 1);
        Answer(0, 3f);
        ExpectMsg<TurnRun>();

        Actor.Tell(new RunTurn(new TurnId(5), 2, Phase.Test, Server.Ref, StartState.AsItIs.Instance), TestActor);
        Actor.Tell(new ShardOpened(new TurnId(5), 1), Shard.Ref);
        Actor.Tell(new BatchRead(new BatchId(new TurnId(5), 0), Samples(1)), Shard.Ref);

        Server.ExpectMsg<ForwardBatch>(); // the first turn's
        Assert.Equal([4f], Server.ExpectMsg<ForwardBatch>().Smashed.ToFloats());
    }
}
