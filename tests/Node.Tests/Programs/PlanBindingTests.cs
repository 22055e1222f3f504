using SplitLearning.Data.Partitioning;
using SplitLearning.Models;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Tests.Programs;

public sealed class PlanBindingTests
{
    [Fact]
    public void NothingSaid_Bound_DividesTheDataIntoRangesOfEqualSize() =>
        Assert.Equal(new Partition(), Bind().Partition);

    [Fact]
    public void PartitionSaid_Bound_StandsInThePlan() => Assert.Equal(
        new Partition { Kind = PartitionKind.Dirichlet, Weights = "3:2:1", Alpha = 0.25 },
        Bind(
            new(SettingKeys.PartitionKind, "--partition", "dirichlet"),
            new(SettingKeys.PartitionWeights, "--partition-weights", "3:2:1"),
            new(SettingKeys.PartitionAlpha, "--partition-alpha", "0.25")).Partition);

    [Fact]
    public void WeightsOfAnotherNumberOfAgents_Bound_AreAnError()
    {
        var thrown = Assert.Throws<ConfigurationErrorException>(
            () => Bind(new Override(SettingKeys.PartitionWeights, "--partition-weights", "3:2")));

        Assert.Equal(
            "Partition.Weights is '3:2'; it must be 3 whole numbers from 1 to 10000 separated by colons, one an agent, "
            + "or empty",
            thrown.Message);
    }

    [Fact]
    public void PrivateShards_AndAPartition_AreAnErrorForEachSetting()
    {
        var thrown = Assert.Throws<ConfigurationErrorException>(() => Bind(
            new(SettingKeys.Shards, "shards", "private"),
            new(SettingKeys.PartitionKind, "--partition", "patient"),
            new(SettingKeys.PartitionWeights, "--partition-weights", "3:2:1")));

        Assert.Equal(
            [
                "split-learning.plan.partition.kind is 'patient'; it must be contiguous where "
                + "split-learning.server.shards is private, as then each agent uses all of its own data.",
                "split-learning.plan.partition.weights is '3:2:1'; it must be none where "
                + "split-learning.server.shards is private, as then each agent uses all of its own data.",
            ],
            thrown.Errors);
    }

    [Fact]
    public void PrivateShards_AndNoPartition_AreRight() =>
        Assert.Equal(new Partition(), Bind(new Override(SettingKeys.Shards, "shards", "private")).Partition);

    private static TrainingPlan Bind(params Override[] given) =>
        PlanBinding.From(NodeConfiguration.Load(file: null, given).Settings);
}
