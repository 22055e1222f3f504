using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Tests.Configuration;

public sealed class NodeConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void NoFile_Loaded_HasDefaults()
    {
        var settings = NodeConfiguration.Load(file: null, []).Settings;

        Assert.Equal("mnist", settings.Get(SettingKeys.Workload));
        Assert.Equal(3, settings.Get(SettingKeys.Epochs));
        Assert.Null(settings.Get(SettingKeys.BatchSize));
        Assert.Equal(TimeSpan.FromSeconds(60), settings.Get(SettingKeys.JoinTimeout));
        Assert.Equal(1 << 20, settings.Get(SettingKeys.AgentChunkSize));
    }

    [Fact]
    public void File_AndOption_OptionWinsOverFileOverDefault()
    {
        var file = _folder.Write("x.conf", "split-learning.plan { epochs = 4, seed = 5 }");

        var settings = NodeConfiguration.Load(file, [new(SettingKeys.Epochs, "--epochs", "6")]).Settings;

        Assert.Equal(6, settings.Get(SettingKeys.Epochs));
        Assert.Equal(5, settings.Get(SettingKeys.Seed));
        Assert.Equal(3, settings.Get(SettingKeys.Agents));
    }

    [Fact]
    public void FileThatIncludes_Loaded_OwnValuesWin()
    {
        _folder.Write("common.conf", "split-learning { workload = mnist, plan { epochs = 4, seed = 5 } }");
        var file = _folder.Write("x.conf", "include \"common.conf\"\nsplit-learning.plan.seed = 9");

        var settings = NodeConfiguration.Load(file, []).Settings;

        Assert.Equal(4, settings.Get(SettingKeys.Epochs));
        Assert.Equal(9, settings.Get(SettingKeys.Seed));
    }

    [Theory]
    [InlineData("split-learning.plan.epoch = 3",
        "Unknown key split-learning.plan.epoch = '3'; did you mean split-learning.plan.epochs?")]
    [InlineData("split-learning.zzz.yyy = 3",
        "Unknown key split-learning.zzz.yyy = '3'; 'splitlearning check-config' lists the valid keys.")]
    [InlineData("split-learning.plan.epochs = 0",
        "split-learning.plan.epochs is '0'; it must be a whole number from 1 to 100000.")]
    [InlineData("split-learning.plan.learning-rate = -1",
        "split-learning.plan.learning-rate is '-1'; it must be a number above 0 to below 100, or auto.")]
    [InlineData("split-learning.plan.momentum = 1",
        "split-learning.plan.momentum is '1'; it must be a number from 0 to below 1, or auto.")]
    [InlineData("split-learning.agent.join-timeout = 60",
        "split-learning.agent.join-timeout is '60'; it must be a duration from 0.1 s to 86400 s, e.g. 30 s.")]
    [InlineData("split-learning.server.shards = both",
        "split-learning.server.shards is 'both'; it must be simulated or private.")]
    [InlineData("split-learning.plan.partition.kind = random",
        "split-learning.plan.partition.kind is 'random'; it must be contiguous or shuffled or dirichlet or patient.")]
    [InlineData("split-learning.plan.partition.weights = \"3:0\"",
        "split-learning.plan.partition.weights is '3:0'; it must be whole numbers from 1 to 10000 separated by colons, "
        + "one an agent, e.g. 3:2:1, or none.")]
    [InlineData("split-learning.plan.partition.alpha = 0",
        "split-learning.plan.partition.alpha is '0'; it must be a number from 0.0001 to below 1000000.")]
    [InlineData("split-learning.agent.chunk-size = 1 GiB",
        "split-learning.agent.chunk-size is '1 GiB'; it must be a size from 4 KiB to 64 MiB, e.g. 1 MiB.")]
    [InlineData("split-learning.plan.epochs = [1, 2]",
        "split-learning.plan.epochs is 'not a single value'; it must be a whole number from 1 to 100000.")]
    [InlineData("splitlearning.plan.epochs = 3", "Unknown section splitlearning; did you mean split-learning?")]
    [InlineData("akka.remote.dot-netty.tcp.port = 4053",
        "akka.remote.dot-netty.tcp.port is decided by split-learning.server.port or split-learning.agent.port; "
        + "leave it out here.")]
    public void File_WithMistake_ErrorNamesKeyValueAndWhatWouldBeRight(string content, string error)
    {
        var file = _folder.Write("x.conf", content);

        var thrown = Assert.Throws<ConfigurationErrorException>(() => NodeConfiguration.Load(file, []));

        Assert.Equal($"{file}: {error}", thrown.Message);
    }

    [Fact]
    public void File_Malformed_ErrorNamesFileLineAndColumn()
    {
        var file = _folder.Write("x.conf", "split-learning {\n  plan { epochs = }\n");

        var thrown = Assert.Throws<ConfigurationErrorException>(() => NodeConfiguration.Load(file, []));

        Assert.StartsWith($"{file} is not valid HOCON: ", thrown.Message, StringComparison.Ordinal);
        Assert.Matches(@"line \d+, column \d+", thrown.Message);
        Assert.DoesNotContain('\n', thrown.Message);
    }

    [Fact]
    public void File_NotThere_ErrorNamesIt()
    {
        var thrown = Assert.Throws<ConfigurationErrorException>(() => NodeConfiguration.Load("no.conf", []));

        Assert.Equal("Configuration file 'no.conf' does not exist; name a file such as hocon/server.conf.",
            thrown.Message);
    }

    [Fact]
    public void IncludedFile_NotThere_ErrorNamesBoth()
    {
        var file = _folder.Write("x.conf", "include \"no.conf\"");

        var thrown = Assert.Throws<ConfigurationErrorException>(() => NodeConfiguration.Load(file, []));

        Assert.Contains("no.conf', included by", thrown.Message);
        Assert.Contains(file, thrown.Message);
    }

    [Fact]
    public void File_IncludingItself_IsAnError()
    {
        var file = _folder.Write("x.conf", "include \"x.conf\"");

        var thrown = Assert.Throws<ConfigurationErrorException>(() => NodeConfiguration.Load(file, []));

        Assert.Contains("includes it again", thrown.Message);
    }

    public void Dispose() => _folder.Dispose();
}
