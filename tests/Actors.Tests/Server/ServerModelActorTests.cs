using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Tests.Server;

public sealed class ServerModelActorTests : ActorTest
{
    private static readonly TurnId Turn = new(4);

    private readonly FakeServerModel _model = new();
    private readonly TestProbe _server;
    private readonly IActorRef _actor;

    public ServerModelActorTests()
    {
        _server = CreateTestProbe("server");
        Func<IServerModel> build = () => _model;
        _actor = StartChildOf(_server, Props.Create(() => new ServerModelActor(build)));
    }

    [Fact]
    public void Idle_Batch_IsRejected()
    {
        _actor.Tell(Batch(0), TestActor);

        ExpectMsg(new BatchRejected(new BatchId(Turn, 0), "no turn is under way"));
        Assert.Empty(_model.Calls);
    }

    [Fact]
    public void Idle_TurnBegins_TheModelLearnsTheEpoch()
    {
        Begin(Phase.Train);
        Settle(_actor);

        Assert.Equal([3], _model.Epochs);
    }

    [Fact]
    public void Idle_SaveState_GivesTheState()
    {
        _actor.Tell(SaveState.Instance, TestActor);

        Assert.Equal(FakeServerModel.StateOf(steps: 0), ExpectMsg<StateSaved>().State.ToArray());
    }

    [Fact]
    public void Idle_InitialStateAfterASavedOne_BuildsTheModelAnew()
    {
        _actor.Tell(new Restore(new StartState.Saved(() => FakeServerModel.StateOf(steps: 3))));
        _actor.Tell(new Restore(StartState.Initial.Instance));
        Settle(_actor);

        Assert.Equal(["load", "dispose"], _model.Calls);
    }

    [Fact]
    public void Serving_TrainingBatch_IsAnsweredBeforeTheStepAndReportedBeforeTheAnswer()
    {
        Begin(Phase.Train);

        _actor.Tell(Batch(0), TestActor);

        var answer = ExpectMsg<CutGradient>();
        Assert.Equal((new BatchId(Turn, 0), FakeServerModel.Loss), (answer.Batch, answer.Loss));
        Assert.Equal([2L, 1L], answer.Gradient.Shape);
        Assert.Equal([1f, 1f], answer.Gradient.ToFloats());
        var served = _server.ExpectMsg<BatchServed>();
        Assert.Equal((answer.Batch, 5), (served.Batch, served.Batches));
        Assert.Equal([0, 2], served.Score.Actual);
        Assert.Equal((2 * 4 + 2 * 8, 2 * 4), (served.BytesReceived, served.BytesSent));
        Settle(_actor);
        Assert.Equal(["train", "step"], _model.Calls);
    }

    [Fact]
    public void Serving_TestBatch_IsScoredAndChangesNothing()
    {
        Begin(Phase.Test);

        _actor.Tell(Batch(0), TestActor);

        ExpectMsg(new BatchScored(new BatchId(Turn, 0), FakeServerModel.Loss, Correct: 2));
        Assert.Equal(0, _server.ExpectMsg<BatchServed>().BytesSent);
        Assert.Equal(["score"], _model.Calls);
    }

    [Theory]
    [InlineData(Phase.Train)]
    [InlineData(Phase.Test)]
    public void Serving_SameBatchAgain_GetsTheFormerAnswerAndCountsOnce(Phase phase)
    {
        Begin(phase);
        _actor.Tell(Batch(0), TestActor);
        var first = ExpectMsg<IServerMessage>();

        _actor.Tell(Batch(0), TestActor);

        Assert.Same(first, ExpectMsg<IServerMessage>());
        _server.ExpectMsg<BatchServed>();
        ExpectSilence(_server, _actor);
        Assert.Single(_model.Calls, call => call is "train" or "score");
    }

    [Theory]
    [InlineData(Phase.Train, "train")]
    [InlineData(Phase.Test, "score")]
    public void Serving_BatchThatDoesNotFit_IsRejectedAndNotCounted(Phase phase, string call)
    {
        _model.Refuses = call;
        Begin(phase);

        _actor.Tell(Batch(0), TestActor);

        ExpectMsg(new BatchRejected(new BatchId(Turn, 0), $"{call} of another shape"));
        ExpectSilence(_server, _actor);
        Assert.Equal([call], _model.Calls);
        _model.Refuses = null;
        _actor.Tell(Batch(0), TestActor);
        Assert.Equal(new BatchId(Turn, 0), ExpectMsg<IServerMessage>().Batch);
    }

    [Fact]
    public void Serving_BatchesInOrder_AreAllServed()
    {
        Begin(Phase.Train);

        for (var i = 0; i < 3; i++)
        {
            _actor.Tell(Batch(i), TestActor);
            Assert.Equal(new BatchId(Turn, i), ExpectMsg<CutGradient>().Batch);
        }

        Settle(_actor);
        Assert.Equal(["train", "step", "train", "step", "train", "step"], _model.Calls);
    }

    [Theory]
    [InlineData(0)] // its answer is no longer kept
    [InlineData(3)] // one too far
    [InlineData(-1)]
    public void Serving_BatchOutOfOrder_IsRejectedAndTrainsNothing(int index)
    {
        Begin(Phase.Train);
        _actor.Tell(Batch(0), TestActor);
        _actor.Tell(Batch(1), TestActor);
        ExpectMsg<CutGradient>();
        ExpectMsg<CutGradient>();

        _actor.Tell(Batch(index), TestActor);

        ExpectMsg(new BatchRejected(new BatchId(Turn, index), "batch 2 is expected"));
        Settle(_actor);
        Assert.Equal(2, _model.Calls.Count(call => call == "train"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Serving_BatchOfAnotherTurn_IsRejected(int turn)
    {
        Begin(Phase.Train);

        _actor.Tell(Batch(0) with { Batch = new BatchId(new TurnId(turn), 0) }, TestActor);

        ExpectMsg(new BatchRejected(new BatchId(new TurnId(turn), 0), "turn 4 is under way"));
        Assert.Empty(_model.Calls);
    }

    [Fact]
    public void Serving_NextTurn_BeginsAtBatchZero()
    {
        Begin(Phase.Train);
        _actor.Tell(Batch(0), TestActor);
        ExpectMsg<CutGradient>();

        _actor.Tell(new BeginTurn(new TurnId(5), Epoch: 1, Phase.Test), _server.Ref);
        _actor.Tell(Batch(0) with { Batch = new BatchId(new TurnId(5), 0) }, TestActor);

        ExpectMsg<BatchScored>();
    }

    [Fact]
    public void Serving_SaveState_HoldsTheStepOfTheLastBatch()
    {
        Begin(Phase.Train);
        _actor.Tell(Batch(0), TestActor);

        _actor.Tell(SaveState.Instance, TestActor);

        ExpectMsg<CutGradient>();
        Assert.Equal(FakeServerModel.StateOf(steps: 1), ExpectMsg<StateSaved>().State.ToArray());
    }

    [Theory]
    [InlineData("train")]
    [InlineData("step")]
    public void Serving_ModelFails_ParentLearnsTheCause(string call)
    {
        _model.Fails = call;
        Begin(Phase.Train);

        _actor.Tell(Batch(0), TestActor);

        Assert.Equal($"{call} is broken", _server.FishForMessage<Guardian.ChildFailed>(_ => true).Error.Message);
    }

    [Fact]
    public void Stopping_Always_DisposesOfTheModel()
    {
        Watch(_actor);

        Sys.Stop(_actor);

        ExpectTerminated(_actor);
        Assert.Equal(["dispose"], _model.Calls);
    }

    private void Begin(Phase phase) => _actor.Tell(new BeginTurn(Turn, Epoch: 3, phase), _server.Ref);

    private static ForwardBatch Batch(int index) => new(
        new BatchId(Turn, index), Batches: 5, Tensors.Floats([2, 1], [0.5f, 1.5f]), Tensors.Longs(0, 2));
}
