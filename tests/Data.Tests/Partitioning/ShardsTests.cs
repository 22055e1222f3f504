using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Tests.Partitioning;

public sealed class ShardsTests
{
    private const long Seed = 7;

    private static readonly LabelledSamples Data = new()
    {
        Train = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
        Test = [0, 0, 0, 1, 1, 1],
        Classes = 2,
        TrainPatients = ["a", "a", "a", "a", "a", "b", "b", "b", "c", "c", "d", "e"],
        TestPatients = ["e", "f", "f", "g", "g", "h"],
    };

    // Written by golden/partitions.py, which knows no more than the documentation.
    [Theory]
    [InlineData(PartitionKind.Contiguous, "0 1 2 3 4 5 | 6 7 8 9 | 10 11", "0 1 2 | 3 4 | 5")]
    [InlineData(PartitionKind.Shuffled, "1 3 5 7 9 10 | 0 4 8 11 | 2 6", "0 4 5 | 1 2 | 3")]
    [InlineData(PartitionKind.Dirichlet, "0 3 4 5 9 11 | 1 2 | 6 7 8 10", "2 3 5 | 4 | 0 1")]
    [InlineData(PartitionKind.Patient, "0 1 2 3 4 10 | 5 6 7 11 | 8 9", "1 2 3 4 | 0 5 | ")]
    public void Deal_WithWeights_IsGolden(PartitionKind kind, string train, string test)
    {
        var shards = Deal(new Partition { Kind = kind, Weights = "3:2:1", Alpha = 1 });

        Assert.Equal((train, test), (Shown(shards, Phase.Train), Shown(shards, Phase.Test)));
    }

    [Fact]
    public void Contiguous_WithoutWeights_IsTheRangesOfEqualSize()
    {
        var shards = Deal(new Partition());

        Assert.Equal("0 1 2 3 | 4 5 6 7 | 8 9 10 11", Shown(shards, Phase.Train));
        Assert.Equal("0 1 | 2 3 | 4 5", Shown(shards, Phase.Test));
    }

    [Theory]
    [InlineData(PartitionKind.Shuffled)]
    [InlineData(PartitionKind.Dirichlet)]
    public void Deal_OtherSeed_GivesOtherShards(PartitionKind kind) => Assert.NotEqual(
        Shown(Deal(new Partition { Kind = kind }), Phase.Train),
        Shown(Deal(new Partition { Kind = kind }, seed: 8), Phase.Train));

    [Fact]
    public void Patient_OfEqualSizes_AreDealtInAnOrderThatTheSeedDecides()
    {
        var data = Data with { TrainPatients = [.. Enumerable.Range(0, 12).Select(i => $"{i}")] };
        var partition = new Partition { Kind = PartitionKind.Patient };

        Assert.NotEqual(
            Shown(Shards.Deal(data, partition, agents: 3, seed: 7), Phase.Train),
            Shown(Shards.Deal(data, partition, agents: 3, seed: 8), Phase.Train));
    }

    [Fact]
    public void Patient_OfBothPhases_IsTheSameAgentsInBoth()
    {
        var shards = Deal(new Partition { Kind = PartitionKind.Patient });

        var ofE = shards.Single(shard => shard.Indices(Phase.Train).Contains(11));
        Assert.True(ofE.Indices(Phase.Test).Contains(0));
    }

    [Fact]
    public void Patient_DataThatNameNone_SaysSoAndWhatCanBeChosen()
    {
        var error = Assert.Throws<DatasetException>(() => Shards.Deal(
            Data with { TrainPatients = null }, new Partition { Kind = PartitionKind.Patient }, agents: 2, Seed));

        Assert.Equal(
            "labels: these data do not say whose each sample is, so they cannot be divided by patient; "
            + "choose partition contiguous, shuffled or dirichlet",
            error.Message);
    }

    [Fact]
    public void Deal_PartitionThatIsNotValid_Throws() => Assert.Throws<ArgumentException>(
        () => Shards.Deal(Data, new Partition { Weights = "1:2" }, agents: 3, Seed));

    [Theory]
    [InlineData(PartitionKind.Contiguous)]
    [InlineData(PartitionKind.Shuffled)]
    [InlineData(PartitionKind.Dirichlet)]
    [InlineData(PartitionKind.Patient)]
    public void Deal_MoreAgentsThanSamples_LeavesSomeWithNone(PartitionKind kind)
    {
        var shards = Shards.Deal(Data, new Partition { Kind = kind }, agents: 20, Seed);

        Assert.Equal(20, shards.Count);
        Assert.Contains(shards, shard => shard.Count(Phase.Train) == 0);
        Assert.Equal(12, shards.Sum(shard => shard.Count(Phase.Train)));
    }

    [Fact]
    public void AllOf_Dataset_HasEverySampleOfBothPhases()
    {
        var shard = Shard.AllOf(Data);

        Assert.Equal(Enumerable.Range(0, 12), shard.Indices(Phase.Train).ToArray());
        Assert.Equal(Enumerable.Range(0, 6), shard.Indices(Phase.Test).ToArray());
    }

    private static IReadOnlyList<Shard> Deal(Partition partition, long seed = Seed) =>
        Shards.Deal(Data, partition, agents: 3, seed);

    private static string Shown(IReadOnlyList<Shard> shards, Phase phase) =>
        string.Join(" | ", shards.Select(shard => string.Join(' ', shard.Indices(phase).ToArray())));
}
