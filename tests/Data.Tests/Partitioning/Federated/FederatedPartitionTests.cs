using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Data.Tests.Partitioning.Federated;

public sealed class FederatedPartitionTests
{
    [Fact]
    public void Defaults_AreFedEmsForCifar10AndValid()
    {
        var partition = new FederatedPartition();

        Assert.Empty(partition.Validate());
        Assert.Equal((FederatedPartitionKind.Groups, 80, 0.4, "3:3:4", 0.2, 0), (
            partition.Kind, partition.Clients, partition.Alpha, partition.Groups, partition.TestShare,
            partition.Unseen));
    }

    [Theory]
    [InlineData("3:3:")]
    [InlineData("3:0:4")]
    [InlineData("3:-1")]
    [InlineData("257")]
    [InlineData("3,3,4")]
    [InlineData("3: 3")]
    public void Groups_Wrong_AreNamedWithWhatWouldBeRight(string groups) => Assert.Equal(
        [
            $"FederatedPartition.Groups is '{groups}'; it must be whole numbers from 1 to 256 separated by colons, how "
            + "many classes each group has, or empty",
        ],
        new FederatedPartition { Groups = groups }.Validate());

    [Theory]
    [InlineData("", 3, "1 1 1")]
    [InlineData("2:1", 3, "2 1")]
    public void Groups_Valid_AreSizes(string groups, int classes, string sizes) => Assert.Equal(
        sizes, string.Join(' ', new FederatedPartition { Groups = groups }.GroupSizes(classes)!));

    [Fact]
    public void Values_OutOfRange_AreEachNamed() => Assert.Equal(
        [
            "FederatedPartition.Kind is 3; it must be 0 to 2",
            "FederatedPartition.Clients is 0; it must be 1 to 10000",
            "FederatedPartition.Alpha is NaN; it must be 0.0001 to 1000000",
            "FederatedPartition.ClassesPerClient is 0; it must be 1 to 256",
            "FederatedPartition.TestShare is 1; it must be above 0 and below 1",
            "FederatedPartition.Unseen is 1; it must be from 0 to below the 0 clients: somebody must train",
        ],
        new FederatedPartition
        {
            Kind = (FederatedPartitionKind)3,
            Clients = 0,
            Alpha = double.NaN,
            ClassesPerClient = 0,
            TestShare = 1,
            Unseen = 1,
        }.Validate());

    [Theory]
    [InlineData(FederatedPartitionKind.Given, true)]
    [InlineData(FederatedPartitionKind.Groups, false)]
    [InlineData(FederatedPartitionKind.Pathological, false)]
    public void Clients_NotSaid_MustBeThoseOfTheData(FederatedPartitionKind kind, bool isValid) => Assert.Equal(
        isValid ? [] : ["FederatedPartition.Clients is null; it must be 1 to 10000"],
        new FederatedPartition { Kind = kind, Clients = null }.Validate());

    [Theory]
    [InlineData(79, true)]
    [InlineData(80, false)]
    [InlineData(-1, false)]
    public void Unseen_MustLeaveSomebodyToTrain(int unseen, bool isValid) =>
        Assert.Equal(isValid, new FederatedPartition { Unseen = unseen }.Validate().Count == 0);
}
