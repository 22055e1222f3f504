using Akka.Actor;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.ClientModelProtocol;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class ClientModelFailureTests : ClientModelTest
{
    private static readonly BatchId First = new(Turn, 0);

    [Fact]
    public void AwaitingAnswer_NoAnswer_SendsTheVerySameBatchAgain()
    {
        StartTraining(batches: 1);
        var sent = Server.ExpectMsg<ForwardBatch>();

        Pass(ReplyTimeout, Actor);

        Assert.Same(sent, Server.ExpectMsg<ForwardBatch>());
        Assert.Equal(["forward 1"], Model.Calls);
    }

    [Fact]
    public void AwaitingAnswer_AnswerAfterARepetition_EndsTheWait()
    {
        StartTraining(batches: 1);
        Pass(ReplyTimeout, Actor);

        Answer(0, 1f);

        ExpectMsg<TurnRun>();
        Server.ExpectMsg<ForwardBatch>();
        Server.ExpectMsg<ForwardBatch>();
        Pass(ReplyTimeout, Actor);
        ExpectSilence(Server, Actor);
    }

    [Fact]
    public void AwaitingAnswer_ServerSilent_BreaksTheTurnAfterTheResends()
    {
        StartTraining(batches: 1);

        for (var i = 0; i <= MaxResends; i++)
        {
            ExpectNoMsg(TimeSpan.Zero);
            Server.ExpectMsg<ForwardBatch>(batch => Assert.Equal(First, batch.Batch));
            Pass(ReplyTimeout, Actor);
        }

        ExpectMsg(new TurnBroken(Turn, "the server has not answered batch 0 of turn 4, sent 3 times"));
        ExpectSilence(Server, Actor);
    }

    [Fact]
    public void AwaitingAnswer_GradientThatDoesNotFit_BreaksTheTurn()
    {
        Model.Refuses = "backward";
        StartTraining(batches: 1);

        Answer(0, 1f);

        ExpectMsg(new TurnBroken(
            Turn, "the server's answer to batch 0 of turn 4 is of no use: backward of another shape"));
        Parent.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void AwaitingAnswer_EachBatch_HasItsOwnTime()
    {
        StartTraining(batches: 2);
        Read(1, 2);
        Pass(ReplyTimeout / 2, Actor);
        Answer(0, 1f);
        Pass(ReplyTimeout / 2, Actor);

        Assert.Equal([0, 1], [NextSent(), NextSent()]);

        ExpectSilence(Server, Actor);
    }

    [Fact]
    public void AwaitingAnswer_NewTurn_DropsTheOldOne()
    {
        StartTraining(batches: 1);
        Shard.ExpectMsg<OpenShard>();
        Shard.ExpectMsg<GrantCredit>();
        var next = new TurnId(5);

        Actor.Tell(new RunTurn(next, 2, Phase.Test, Server.Ref, Saved(FakeClientModel.StateOf(weight: 0))), TestActor);
        Answer(0, 1f);

        Shard.ExpectMsg(new OpenShard(next, 2, Phase.Test, ReadAhead));
        Pass(ReplyTimeout, Actor);
        Assert.Equal(0, NextSent());
        ExpectSilence(Server, Actor);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(["forward 1", "load"], Model.Calls);
    }

    [Fact]
    public void AwaitingBatch_NewTurn_DropsTheOldOne()
    {
        Run(Phase.Train);
        Open(batches: 1);
        var next = new TurnId(5);

        Actor.Tell(new RunTurn(next, 2, Phase.Train, Server.Ref, StartState.AsItIs.Instance), TestActor);
        Actor.Tell(new ShardOpened(next, 0), Shard.Ref);
        Read(0, 1);

        Assert.Equal(next, ExpectMsg<TurnRun>().Turn);
        ExpectSilence(Server, Actor);
    }

    [Theory]
    [InlineData("forward")]
    [InlineData("backward")]
    [InlineData("save")]
    public void Training_ModelFails_ParentLearnsTheCause(string call)
    {
        Model.Fails = call;
        StartTraining(batches: 1);

        Answer(0, 1f);

        Assert.Equal($"{call} is broken", Parent.ExpectMsg<Guardian.ChildFailed>().Error.Message);
    }

    [Fact]
    public void Stopping_Always_DisposesOfTheModel()
    {
        Watch(Actor);

        Sys.Stop(Actor);

        ExpectTerminated(Actor);
        Assert.True(Model.IsDisposed);
    }

    [Fact]
    public void Starting_ModelCannotBeBuilt_ParentLearnsTheCause()
    {
        var (shard, options) = (Shard.Ref, new AgentOptions
        {
            Name = "agent-1",
            Workload = "mnist",
            RunsFolder = "runs",
            ServerAddress = "localhost:4053",
        });
        Func<IClientModel> build = () => throw new DllNotFoundException("libtorch.so");

        StartChildOf(Parent, Props.Create(() => new ClientModelActor(build, shard, options)));

        var error = Parent.ExpectMsg<Guardian.ChildFailed>().Error;
        Assert.Equal("libtorch.so", error.GetBaseException().Message);
    }

    [Fact]
    public void TorchDispatcher_WholeLife_IsOneThread()
    {
        var (shard, model) = (Shard.Ref, new FakeClientModel());
        var threads = new List<int>();
        Func<IClientModel> build = () =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return model;
        };
        var options = new AgentOptions
        {
            Name = "agent-1",
            Workload = "mnist",
            RunsFolder = "runs",
            ServerAddress = "localhost:4053",
        };
        var actor = Sys.ActorOf(
            Props.Create(() => new ClientModelActor(build, shard, options)).WithDispatcher("torch-dispatcher"));
        actor.Tell(new RunTurn(Turn, 1, Phase.Train, Server.Ref, Saved(FakeClientModel.StateOf(weight: 1))), TestActor);
        actor.Tell(new ShardOpened(Turn, 1), Shard.Ref);
        actor.Tell(new BatchRead(First, Samples(1)), Shard.Ref);
        actor.Tell(new CutGradient(First, Tensors.Floats(1), 1), Server.Ref);
        ExpectMsg<TurnRun>();
        Watch(actor);

        Sys.Stop(actor);

        ExpectTerminated(actor);
        Assert.Equal("dispose", model.Calls.Last());
        Assert.Equal(threads, model.Threads.Keys);
    }

    private int NextSent() => Server.ExpectMsg<ForwardBatch>().Batch.Index;
}
