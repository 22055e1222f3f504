using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Tests.Configuration;

public sealed class ClosestKeyTests
{
    private static readonly string[] Keys = [.. SettingKeys.All.Select(key => key.Path)];

    [Theory]
    [InlineData("split-learning.plan.epoch", "split-learning.plan.epochs")]
    [InlineData("split-learning.plan.epcohs", "split-learning.plan.epochs")]
    [InlineData("split-learning.epochs", "split-learning.plan.epochs")]
    [InlineData("split-learning.agent.reply-timout", "split-learning.agent.reply-timeout")]
    [InlineData("split-learning.plan.learningrate", "split-learning.plan.learning-rate")]
    public void MistypedKey_Looked_NamesTheOneMeant(string unknown, string meant)
    {
        var closest = ClosestKey.Of(unknown, Keys);

        Assert.Equal(meant, closest);
    }

    [Fact]
    public void KeyLikeNoOther_Looked_NamesNone()
    {
        var closest = ClosestKey.Of("split-learning.dashboard-colour", Keys);

        Assert.Null(closest);
    }
}
