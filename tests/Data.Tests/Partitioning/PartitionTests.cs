using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Tests.Partitioning;

public sealed class PartitionTests
{
    [Theory]
    [InlineData("", 3)]
    [InlineData("3:2:1", 3)]
    [InlineData("10000", 1)]
    public void Weights_OnePerAgentOrNone_AreValid(string weights, int agents) =>
        Assert.Empty(new Partition { Weights = weights }.Validate(agents));

    [Theory]
    [InlineData("3:2", 3)]
    [InlineData("3:2:1:1", 3)]
    [InlineData("3:0:1", 3)]
    [InlineData("3:-2:1", 3)]
    [InlineData("3:10001:1", 3)]
    [InlineData("3:2.5:1", 3)]
    [InlineData("3: 2:1", 3)]
    [InlineData("3:2:99999999999999999999", 3)]
    [InlineData("::", 3)]
    [InlineData("3,2,1", 3)]
    public void Weights_Wrong_AreNamedWithWhatWouldBeRight(string weights, int agents) => Assert.Equal(
        [
            $"Partition.Weights is '{weights}'; it must be {agents} whole numbers from 1 to 10000 separated by colons, "
            + "one an agent, or empty",
        ],
        new Partition { Weights = weights }.Validate(agents));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e-5)]
    [InlineData(1e7)]
    [InlineData(double.NaN)]
    public void Alpha_OutOfRange_IsNamed(double alpha) =>
        Assert.Contains("it must be 0.0001 to 1000000", Assert.Single(new Partition { Alpha = alpha }.Validate(1)));

    [Fact]
    public void Kind_Unknown_IsNamed() => Assert.Equal(
        ["Partition.Kind is 4; it must be 0 to 3"], new Partition { Kind = (PartitionKind)4 }.Validate(1));
}
