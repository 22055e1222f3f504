namespace SplitLearning.Node.Tests.Commands;

public sealed class CheckConfigTests
{
    [Fact]
    public async Task GoodFile_Checked_PrintsEffectiveSettings()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("x.conf", "split-learning.plan { epochs = 12 }\nsplit-learning.secret = hidden");

        var check = await Cli.RunAsync("check-config", file);

        Assert.Equal(0, check.Code);
        Assert.Contains("split-learning.plan.epochs = 12\n", check.Out);
        Assert.Contains("split-learning.secret = (set)\n", check.Out);
        Assert.DoesNotContain("hidden", check.Out);
    }

    [Fact]
    public async Task SeveralMistakes_Checked_PrintsEach()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("x.conf", "split-learning { plan.epoch = 1, plan.seed = -1, server.port = 70000 }");

        var check = await Cli.RunAsync("check-config", file);

        Assert.Equal(3, check.Code);
        Assert.Equal(3, check.Error.Split("error: ").Length - 1);
        Assert.Empty(check.Out);
    }

    [Theory]
    [InlineData("common.conf")]
    [InlineData("server.conf")]
    [InlineData("agent.conf")]
    [InlineData("agent-1.conf")]
    [InlineData("agent-2.conf")]
    [InlineData("agent-3.conf")]
    [InlineData("central.conf")]
    public async Task FileOfTheRepository_Checked_IsGood(string name)
    {
        var check = await Cli.RunAsync("check-config", Path.Combine(Repository.Root, "hocon", name));

        Assert.Equal("", check.Error);
        Assert.Equal(0, check.Code);
    }
}
