using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests;

/// <summary>A run goes on under another plan; central training that changes at the same place is the oracle.</summary>
public sealed class ReplanningTests : ConversationTest
{
    private static readonly string[] Two = ["agent-1", "agent-2"];
    private static readonly RunAgent[] Former = [.. Two.Select(name => new RunAgent(name, 11, 11, "digits"))];

    private readonly TemporaryFolder _central = new();
    private readonly TrainingPlan _plan = PlanOf("pool2", agents: 2) with { CheckpointEveryEpochs = 1 };

    [Fact]
    public void FinishedRun_MoreEpochs_HasTheWeightsOfARunThatHadThemFromTheStart()
    {
        Split(_plan, agents: 2);

        var resumed = GoOn(_plan with { Epochs = 4 }, Two);

        Assert.Equal((2, 0), PlaceOf(resumed));
        Assert.Equal([3, 4], Trained(resumed));
        Assert.Equal(HashOf(Central(_plan with { Epochs = 4 })), HashOf(resumed));
    }

    [Fact]
    public void Run_AnotherLearningRate_HoldsFromThePlaceGoneOnFrom()
    {
        var changed = _plan with { Epochs = 3, LearningRate = 0.002 };
        Split(_plan, agents: 2);

        var resumed = GoOn(changed, Two);

        Assert.Equal(HashOf(CentralChanged(changed)), HashOf(resumed));
        Assert.NotEqual(HashOf(Central(changed)), HashOf(resumed));
        Assert.NotEqual(HashOf(Central(_plan with { Epochs = 3 })), HashOf(resumed));
    }

    [Fact]
    public void RunInMidEpoch_AnotherLearningRate_HoldsFromTheNextTurn()
    {
        Split(_plan, Two, EveryTurn);
        DropNewest("server", count: 3);

        var resumed = GoOn(_plan with { LearningRate = 0.002 }, Two);

        Assert.Equal((1, 1), PlaceOf(resumed));
        Assert.Equal(["agent-2", "agent-1", "agent-2"], resumed.Of<TurnFinished>().Select(turn => turn.AgentName));
    }

    [Theory]
    [InlineData("conv1")]
    [InlineData("fc1")]
    public void Run_AnotherCut_HasTheWeightsOfARunWithoutTheChange(string cut)
    {
        Split(_plan, agents: 2);

        var resumed = GoOn(_plan with { Epochs = 4, Cut = cut }, Two);

        Assert.Equal([3, 4], Trained(resumed));
        Assert.Equal(HashOf(Central(_plan with { Epochs = 4 })), HashOf(resumed));
        Assert.Equal("the server", resumed.Of<SnapshotHandedOver>()[0].From);
    }

    [Fact]
    public void RunThatHadAllItsTurns_AnotherCut_HasTheWeightsOfARunWithoutTheChange()
    {
        Split(_plan, agents: 2);

        var resumed = GoOn(_plan with { Cut = "conv1" }, Two);

        Assert.Empty(Trained(resumed));
        Assert.Equal(HashOf(Central(_plan)), HashOf(resumed));
    }

    [Theory]
    [InlineData("agent-1")]
    [InlineData("agent-2", "agent-3", "agent-4")]
    public void Run_AnotherNumberOfAgents_DealsAnewFromThePlaceGoneOnFrom(params string[] agents)
    {
        var changed = _plan with { Epochs = 3, Agents = agents.Length };
        Split(_plan, agents: 2);

        var resumed = GoOn(changed, agents);

        Assert.Equal(HashOf(CentralChanged(changed)), HashOf(resumed));
        Assert.Equal(22, Assert.Single(resumed.Of<RunStarted>()).Agents.Sum(agent => agent.TrainSamples));
    }

    [Fact]
    public void RunOfPrivateShards_AnotherNumberOfAgents_EachBringsItsOwn()
    {
        var options = new ServerOptions { RunId = "run", Shards = ShardMode.Private };
        Split(_plan, Two, options);

        var resumed = Split(_plan with { Epochs = 3, Agents = 3 }, [.. Two, "agent-3"], options with
        {
            IsResumed = true,
            Plans = PlanHistory.Of(_plan),
            FormerAgents = Former,
        });

        Assert.Equal([22, 22, 22], Assert.Single(resumed.Of<RunStarted>()).Agents.Select(agent => agent.TrainSamples));
        Assert.Equal([3], Trained(resumed));
    }

    [Fact]
    public void RunInMidEpoch_AnotherNumberOfAgents_GoesBackToTheEndOfAnEpochAndSaysSo()
    {
        Split(_plan, Two, EveryTurn);
        DropNewest("server", count: 2);

        var resumed = GoOn(_plan with { Agents = 1 }, ["agent-1"]);

        Assert.Equal((1, 0), PlaceOf(resumed));
        Assert.EndsWith(
            "epoch-0001-turn-02 is passed over: it was written in the midst of an epoch of 2 agents, and there are 1 "
            + "now",
            resumed.Of<RunResumed>()[0].Damaged[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ChangedAndLost_GoesOnUnderTheChangedPlan()
    {
        var changed = _plan with { Epochs = 4, LearningRate = 0.002, Cut = "conv1", Agents = 3 };
        string[] three = [.. Two, "agent-3"];
        Split(_plan, agents: 2);
        GoOn(changed, three);
        DropNewest("server", count: 1);

        var history = PlanHistory.Of(_plan).GoOnFrom(CheckpointPlace.AfterEpoch(2), changed);
        var resumed = GoOn(changed, three, history);

        Assert.Equal((3, 0), PlaceOf(resumed));
        Assert.Equal(HashOf(CentralChanged(changed)), HashOf(resumed));
    }

    [Fact]
    public void Run_ChangedAndLostBeforeANewCheckpoint_CutsAnewOnceMore()
    {
        var changed = _plan with { Epochs = 4, Cut = "conv1" };
        Split(_plan, agents: 2);
        GoOn(changed, Two);
        DropNewest("server", count: 2);

        var resumed = GoOn(changed, Two, PlanHistory.Of(_plan).GoOnFrom(CheckpointPlace.AfterEpoch(2), changed));

        Assert.Equal((2, 0), PlaceOf(resumed));
        Assert.Equal(HashOf(Central(_plan with { Epochs = 4 })), HashOf(resumed));
    }

    [Fact]
    public void Checkpoints_OfAnUnrelatedPlan_AreNotGoneOnFrom()
    {
        Split(_plan, agents: 2);

        var resumed = GoOn(_plan with { Seed = 8 }, Two, PlanHistory.Of(_plan with { Seed = 8 }));

        Assert.Equal((0, 0), PlaceOf(resumed));
        Assert.Equal(HashOf(Central(_plan with { Seed = 8 })), HashOf(resumed));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _central.Dispose();
    }

    private static ServerOptions EveryTurn =>
        new() { RunId = "run", CheckpointEveryTurns = 1, Retention = new(KeepLast: 100, KeepBest: false) };

    private static string HashOf(Recording recording) => Assert.Single(recording.Of<RunFinished>()).WeightsSha256;

    private static (int Epoch, int Turns) PlaceOf(Recording recording) =>
        Assert.Single(recording.Of<RunResumed>()) is var resumed ? (resumed.Epoch, resumed.Turns) : default;

    private static IEnumerable<int> Trained(Recording recording) =>
        recording.Of<EpochFinished>().Select(epoch => epoch.Epoch).Distinct();

    /// <param name="history">Null: the plan is changed now.</param>
    private Recording GoOn(TrainingPlan plan, string[] agents, PlanHistory? history = null) => Split(
        plan,
        agents,
        new() { RunId = "run", IsResumed = true, Plans = history ?? PlanHistory.Of(_plan), FormerAgents = Former });

    private Recording CentralChanged(TrainingPlan changed)
    {
        Central(_plan, _central.Path);
        return Central(changed, resumeFrom: new CheckpointFolder(_central.Path).Newest());
    }

    /// <summary>As a server does that was lost before it had written them.</summary>
    private void DropNewest(string side, int count)
    {
        foreach (var checkpoint in CheckpointsOf(side).List().TakeLast(count))
            Directory.Delete(checkpoint.Folder, recursive: true);
    }
}
