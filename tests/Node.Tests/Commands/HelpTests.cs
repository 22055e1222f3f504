namespace SplitLearning.Node.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-server", "server", "--help")]
    [InlineData("help-agent", "agent", "--help")]
    [InlineData("help-central", "central", "--help")]
    [InlineData("help-federate", "federate", "--help")]
    [InlineData("help-demo", "demo", "--help")]
    [InlineData("help-models", "models", "--help")]
    [InlineData("help-models-show", "models", "show", "--help")]
    [InlineData("help-models-export", "models", "export", "--help")]
    [InlineData("help-runs", "runs", "--help")]
    [InlineData("help-runs-list", "runs", "list", "--help")]
    [InlineData("help-runs-show", "runs", "show", "--help")]
    [InlineData("help-runs-report", "runs", "report", "--help")]
    [InlineData("help-runs-compare", "runs", "compare", "--help")]
    [InlineData("help-runs-export", "runs", "export", "--help")]
    [InlineData("help-runs-resume", "runs", "resume", "--help")]
    [InlineData("help-runs-checkpoints", "runs", "checkpoints", "--help")]
    [InlineData("help-predict", "predict", "--help")]
    [InlineData("help-data", "data", "--help")]
    [InlineData("help-data-synthesize", "data", "synthesize", "--help")]
    [InlineData("help-cluster", "cluster", "--help")]
    [InlineData("help-cluster-members", "cluster", "members", "--help")]
    [InlineData("help-cluster-leave", "cluster", "leave", "--help")]
    [InlineData("help-actors", "actors", "--help")]
    [InlineData("help-check-config", "check-config", "--help")]
    public async Task AnyCommand_Help_IsTheApprovedText(string approved, params string[] arguments)
    {
        var help = await Cli.RunAsync(arguments);

        Assert.Equal(0, help.Code);
        Verified.Matches(approved, help.Out);
    }
}
