using SplitLearning.Actors.Enlistment;

namespace SplitLearning.Actors.Tests.Enlistment;

public sealed class AgentNameComparerTests
{
    [Theory]
    [InlineData("agent-2", "agent-10")]
    [InlineData("agent-9", "agent-10")]
    [InlineData("agent-1", "agent-2")]
    [InlineData("2", "10")]
    [InlineData("agent", "agent-1")]
    [InlineData("a9", "b1")]
    [InlineData("B1", "a1")]
    [InlineData("agent-99999999999999999999", "agent-100000000000000000000")]
    [InlineData("agent-02", "agent-2")]
    [InlineData("agent-007", "agent-10")]
    public void Compare_LeftComesFirst_SaysSoBothWays(string first, string second)
    {
        var comparer = AgentNameComparer.Instance;

        Assert.True(comparer.Compare(first, second) < 0, $"{first} must come before {second}");
        Assert.True(comparer.Compare(second, first) > 0, $"{second} must come after {first}");
    }

    [Theory]
    [InlineData("agent-1")]
    [InlineData("agent")]
    [InlineData("0")]
    public void Compare_SameName_IsEqual(string name) =>
        Assert.Equal(0, AgentNameComparer.Instance.Compare(name, name));

    [Fact]
    public void Compare_ManyNames_IsATotalOrder()
    {
        string[] names = ["a", "a0", "a00", "a1", "a01", "a10", "a-1", "b", "10", "9", "009", "A1"];

        var orders = new[] { names, [.. names.Reverse()], [.. names.OrderBy(n => n.Length)] }
            .Select(start => string.Join(' ', start.Order(AgentNameComparer.Instance)))
            .Distinct();

        Assert.Single(orders);
    }
}
