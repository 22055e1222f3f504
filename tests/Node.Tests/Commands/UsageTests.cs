namespace SplitLearning.Node.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("error: Unrecognized command or argument '--epoch'. See 'splitlearning server --help'.\n",
        "server", "--epoch", "3")]
    [InlineData("error: Required argument missing for option: '--config'. See 'splitlearning agent --help'.\n",
        "agent", "--config")]
    [InlineData("error: Required command was not provided. See 'splitlearning --help'.\n")]
    public async Task CommandLine_NotUnderstood_OneLineAndCode2(string line, params string[] arguments)
    {
        var run = await Cli.RunAsync(arguments);

        Assert.Equal(2, run.Code);
        Assert.Equal(line, run.Error);
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("error: --epochs is '0'; it must be a whole number from 1 to 100000.\n", "server", "--epochs", "0")]
    [InlineData("error: --agents is 'many'; it must be a whole number from 1 to 1000.\n", "demo", "--agents", "many")]
    [InlineData("error: --server is 'here'; it must be HOST:PORT with a port from 1 to 65535.\n",
        "agent", "--server", "here")]
    [InlineData(
        "error: Unknown workload 'nmist'; valid are: mnist, malaria, oct, ecg, cifar10, mixture\n",
        "central", "--workload", "nmist")]
    public async Task CommandLine_ValueOutOfRange_OneLineAndCode3(string line, params string[] arguments)
    {
        var run = await Cli.RunAsync(arguments);

        Assert.Equal(3, run.Code);
        Assert.Equal(line, run.Error);
        Assert.Empty(run.Out);
    }
}
