using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Tests.Configuration;

public sealed class ReferenceConfTests
{
    [Fact]
    public void EveryKey_InReferenceConf_HasADefaultThatObeysItsRule()
    {
        var defaults = NodeConfiguration.Defaults;

        Assert.All(SettingKeys.All, key => Assert.True(key.Accepts(defaults[key.Path]), key.Path));
    }

    [Fact]
    public void ReferenceConf_EveryKey_IsKnown()
    {
        var known = SettingKeys.All.Select(key => key.Path);

        Assert.Empty(NodeConfiguration.Defaults.Keys.Except(known));
    }

    [Fact]
    public void ReferenceConf_EveryKey_IsExplainedByTheLineAboveIt()
    {
        var lines = Repository.Read("src", "Node", "reference.conf").Split('\n').Select(line => line.Trim()).ToList();

        var unexplained = lines.Where((line, i) => line.Contains('=') && !line.StartsWith('#')
            && !lines[i - 1].StartsWith('#'));

        Assert.Empty(unexplained);
    }
}
