using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors.Tests;

/// <summary>A server and its agents with real models in one system.</summary>
public abstract class ConversationTest() : TestKit(
    ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
        .WithFallback(ActorTest.ProductConfig()),
    "conversation")
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly IDataset Digits = new TinyDigits(train: 22, test: 7);

    private readonly TemporaryFolder _folder = new();

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    /// <summary>The checkpoints of a side: <c>server</c>, or <c>run/agent-1</c>.</summary>
    protected CheckpointFolder CheckpointsOf(string side) => new(Path.Combine(_folder.Path, side, "checkpoints"));

    protected static TrainingPlan PlanOf(string cut, int agents) =>
        Plans.Of(agents, epochs: 2) with { Cut = cut, BatchSize = 4 };

    /// <param name="checkpoints">Where checkpoints go; null for none.</param>
    // On a thread of its own: it leaves torch configured for it.
    private protected static Recording Central(
        TrainingPlan plan, string? checkpoints = null, Checkpoint? resumeFrom = null)
    {
        var recording = new Recording();
        var thread = new Thread(() => CentralTraining.Run(
            plan, Digits, recording, checkpoints, CancellationToken.None, resumeFrom: resumeFrom));
        thread.Start();
        thread.Join();
        return recording;
    }

    /// <summary>All of a run with agent-1 to agent-N.</summary>
    private protected Recording Split(TrainingPlan plan, int agents) =>
        Split(plan, [.. Enumerable.Range(1, agents).Select(i => $"agent-{i}")], new() { RunId = "run" });

    /// <summary>All of a run, in a system of its own, so that another one can follow.</summary>
    private protected Recording Split(TrainingPlan plan, IReadOnlyList<string> agents, ServerOptions options)
    {
        var recording = new Recording();
        using var system = ActorSystem.Create("run", Sys.Settings.Config);
        var server = system.ActorOf(ServerProps(plan, recording, options), "server");
        List<IActorRef> parties = [server, .. agents.Select(name => system.ActorOf(AgentProps(name), name))];
        foreach (var party in parties)
        {
            party.Tell(new AwaitOutcome(), TestActor);
            if (party != server)
                party.Tell(new NodeUp(server.Path.Address, new HashSet<string> { ServerRole }));
        }

        foreach (var _ in parties)
            Assert.IsType<Succeeded>(ExpectMsg<IOutcome>(Limit));
        system.Terminate().Wait(Limit);
        return recording;
    }

    private Props ServerProps(TrainingPlan plan, Recording recording, ServerOptions options)
    {
        var architecture = Models.Workloads.Workloads.Find(plan.Workload).Architecture;
        return ServerActor.Props(
            options with { ChunkBytes = 1000 },
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
