using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.ClientModelProtocol;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Tests.Agent;

/// <summary>A client model's actor between probes; the test itself is the agent that runs the turns.</summary>
public abstract class ClientModelTest : ActorTest
{
    protected const int ReadAhead = 3;
    protected const int MaxResends = 2;

    protected static readonly TurnId Turn = new(4);

    protected ClientModelTest()
    {
        Shard = CreateTestProbe("shard");
        Server = CreateTestProbe("server-model");
        Parent = CreateTestProbe("agent");
        var options = new AgentOptions
        {
            Name = "agent-1",
            Workload = "mnist",
            RunsFolder = "runs",
            ServerAddress = "localhost:4053",
            ReplyTimeout = ReplyTimeout,
            MaxResends = MaxResends,
            ReadAhead = ReadAhead,
        };
        var (shard, model) = (Shard.Ref, Model);
        Func<IClientModel> build = () => model;
        Actor = StartChildOf(Parent, Props.Create(() => new ClientModelActor(build, shard, options)));
    }

    protected TestProbe Shard { get; }

    protected TestProbe Server { get; }

    protected TestProbe Parent { get; }

    protected IActorRef Actor { get; }

    private protected FakeClientModel Model { get; } = new();

    protected static SampleBatch Samples(params float[] inputs) => new(
        Tensors.Floats([inputs.Length, 1], inputs), Tensors.Longs([.. inputs.Select(x => (long)x)]));

    protected void Run(Phase phase, byte[]? state = null) => Actor.Tell(
        new RunTurn(Turn, Epoch: 2, phase, Server.Ref, state is null ? StartState.AsItIs.Instance : Saved(state)),
        TestActor);

    protected static StartState Saved(byte[] state) => new StartState.Saved(() => state);

    protected void Open(int batches) => Actor.Tell(new ShardOpened(Turn, batches), Shard.Ref);

    protected void Read(int batch, params float[] inputs) =>
        Actor.Tell(new BatchRead(new BatchId(Turn, batch), Samples(inputs)), Shard.Ref);

    protected void Answer(int batch, params float[] gradient) =>
        Actor.Tell(new CutGradient(new BatchId(Turn, batch), Tensors.Floats(gradient), Loss: 1), Server.Ref);

    /// <summary>The first batch, one sample of 1, is with the server.</summary>
    protected void StartTraining(int batches)
    {
        Run(Phase.Train);
        Open(batches);
        Read(0, 1);
    }
}
