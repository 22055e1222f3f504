using SplitLearning.Data.Partitioning;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests;

/// <summary>Runs from enlistment to the last good-bye.</summary>
public sealed class ConversationTests : ConversationTest
{
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
            var checkpoints = CheckpointsOf(side).List();
            Assert.Equal([1, 2], checkpoints.Select(c => c.Place.Epochs));
        }
    }
}
