using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors.Tests;

/// <summary>A server and its agents with real models in one system, from enlistment to the last good-bye.</summary>
public sealed class ConversationTests() : TestKit(
    ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
        .WithFallback(ActorTest.ProductConfig()),
    "conversation")
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly IDataset Digits = new TinyDigits(train: 22, test: 7);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("conv1", 1)]
    [InlineData("conv1", 3)]
    [InlineData("pool2", 1)]
    [InlineData("pool2", 2)]
    [InlineData("pool2", 3)]
    [InlineData("fc1", 2)]
    [InlineData("fc1", 3)]
    public void Run_AnyCutAndNumberOfAgents_GivesTheWeightsOfTheCentralRun(string cut, int agents)
    {
        var plan = PlanOf(cut, agents);
        var central = Central(plan);

        var recording = Split(plan, agents);

        var (expected, finished) = (central.Of<RunFinished>().Single(), recording.Of<RunFinished>().Single());
        Assert.Equal((expected.WeightsSha256, expected.Parameters), (finished.WeightsSha256, finished.Parameters));
        Assert.Equal(
            central.Of<EpochFinished>().Select(e => (e.Epoch, e.Phase, e.Loss, e.Correct, e.Total)),
            recording.Of<EpochFinished>().Select(e => (e.Epoch, e.Phase, e.Loss, e.Correct, e.Total)));
    }

    [Theory]
    [InlineData(PartitionKind.Contiguous, "1:4:2")]
    [InlineData(PartitionKind.Shuffled, "3:2:1")]
    [InlineData(PartitionKind.Dirichlet, "")]
    [InlineData(PartitionKind.Dirichlet, "1:1:9")]
    [InlineData(PartitionKind.Patient, "")]
    [InlineData(PartitionKind.Patient, "2:1:2")]
    public void Run_AnyPartition_GivesTheWeightsOfTheCentralRun(PartitionKind kind, string weights)
    {
        var plan = PlanOf("pool2", agents: 3) with { Partition = new() { Kind = kind, Weights = weights } };
        var central = Central(plan);

        var recording = Split(plan, agents: 3);

        Assert.Equal(
            central.Of<RunFinished>().Single().WeightsSha256, recording.Of<RunFinished>().Single().WeightsSha256);
        Assert.Equal(
            central.Of<RunStarted>().Single().Agents.Select(agent => (agent.TrainSamples, agent.TestSamples)),
            recording.Of<RunStarted>().Single().Agents.Select(agent => (agent.TrainSamples, agent.TestSamples)));
        Assert.NotEqual(
            Central(plan with { Partition = new() }).Of<RunFinished>().Single().WeightsSha256,
            central.Of<RunFinished>().Single().WeightsSha256);
    }

    [Fact]
    public void Run_CheckpointsAreDue_AreCompleteOnEverySide()
    {
        var plan = PlanOf("pool2", agents: 2) with { CheckpointEveryEpochs = 1 };

        var recording = Split(plan, agents: 2);

        Assert.Equal([1, 2], recording.Of<CheckpointWritten>().Select(c => c.Epoch));
        foreach (var side in (string[])["server", "run/agent-1", "run/agent-2"])
        {
            var checkpoints = new CheckpointFolder(Path.Combine(_folder.Path, side, "checkpoints")).List();
            Assert.Equal([1, 2], checkpoints.Select(c => c.Place.Epochs));
        }
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private static TrainingPlan PlanOf(string cut, int agents) =>
        Plans.Of(agents, epochs: 2) with { Cut = cut, BatchSize = 4 };

    // On a thread of its own: it leaves torch configured for it.
    private static Recording Central(TrainingPlan plan)
    {
        var recording = new Recording();
        var thread = new Thread(() => CentralTraining.Run(plan, Digits, recording, null, CancellationToken.None));
        thread.Start();
        thread.Join();
        return recording;
    }

    private Recording Split(TrainingPlan plan, int agents)
    {
        var recording = new Recording();
        var server = Sys.ActorOf(ServerProps(plan, recording), "server");
        server.Tell(new AwaitOutcome(), TestActor);
        for (var i = 1; i <= agents; i++)
        {
            var agent = Sys.ActorOf(AgentProps($"agent-{i}"), $"agent-{i}");
            agent.Tell(new AwaitOutcome(), TestActor);
            agent.Tell(new NodeUp(server.Path.Address, new HashSet<string> { ServerRole }));
        }

        for (var i = 0; i <= agents; i++)
            Assert.IsType<Succeeded>(ExpectMsg<IOutcome>(Limit));
        return recording;
    }

    private Props ServerProps(TrainingPlan plan, Recording recording)
    {
        var architecture = Models.Workloads.Workloads.Find(plan.Workload).Architecture;
        return ServerActor.Props(
            new ServerOptions { RunId = "run", ChunkBytes = 1000 },
            plan,
            Path.Combine(_folder.Path, "server"),
            recording,
            new ServerParts
            {
                Membership = Inert.Props,
                BuildModel = plan => ServerModel.Create(plan),
                Classes = architecture.Classes,
                Parameters = Models.Layers.ModelSummary.Of(architecture).Parameters,
            });
    }

    private Props AgentProps(string name) => AgentActor.Props(
        new AgentOptions
        {
            Name = name,
            Workload = "mnist",
            RunsFolder = _folder.Path,
            ServerAddress = "in this process",
            ChunkBytes = 1000,
            ReadAhead = 2,
        },
        Digits,
        new AgentParts { Membership = Inert.Props, BuildModel = plan => ClientModel.Create(plan) });
}
