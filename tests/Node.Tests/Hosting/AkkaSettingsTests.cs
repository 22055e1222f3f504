using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Tests.Hosting;

public sealed class AkkaSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("off", "akka.tcp://splitlearning@10.0.0.1:4053")]
    [InlineData("on", "akka.ssl.tcp://splitlearning@10.0.0.1:4053")]
    public void Agent_WithAndWithoutTls_SeedHasTheProtocolOfIt(string tls, string seed)
    {
        var file = _folder.Write("agent.conf", $"akka.remote.dot-netty.tcp.enable-ssl = {tls}");
        var configuration = NodeConfiguration.Load(file, [new(SettingKeys.AgentServer, "--server", "10.0.0.1:4053")]);

        var akka = AkkaSettings.Create(
            NodeRole.Agent, configuration, new ListenAddress("127.0.0.1", 0, "127.0.0.1"), "x.db", "x.log", false);

        Assert.Equal([seed], akka.GetStringList("akka.cluster.seed-nodes"));
    }
}
