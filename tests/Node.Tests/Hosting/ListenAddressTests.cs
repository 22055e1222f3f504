using System.Net;
using System.Net.Sockets;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Tests.Hosting;

public sealed class ListenAddressTests
{
    [Fact]
    public void Port_InUse_ErrorNamesItAndTheKey()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var thrown = Assert.Throws<NodeFailureException>(() =>
            ListenAddress.OfServer(Settings((SettingKeys.ServerPort, $"{port}"))));

        Assert.Equal(ExitCode.AddressInUse, thrown.Code);
        Assert.Equal($"Port {port} on 127.0.0.1 is in use; stop the program that uses it or choose another --port "
            + "(split-learning.server.port).", thrown.Message);
    }

    [Fact]
    public void Host_OpenToTheNetworkWithoutSecret_IsRefused()
    {
        var thrown = Assert.Throws<ConfigurationErrorException>(() => ListenAddress.OfServer(Settings(
            (SettingKeys.ServerHost, "0.0.0.0"), (SettingKeys.ServerPublicHost, "server.example"))));

        Assert.Contains("split-learning.server.host is '0.0.0.0', open to the network", thrown.Message);
        Assert.Contains("set SPLITLEARNING_SECRET", thrown.Message);
    }

    [Fact]
    public void Host_OpenToTheNetworkWithSecret_IsTaken()
    {
        var listen = ListenAddress.OfServer(Settings(
            (SettingKeys.ServerHost, "0.0.0.0"), (SettingKeys.ServerPublicHost, "server.example"),
            (SettingKeys.ServerPort, "0"), (SettingKeys.Secret, "s")));

        Assert.Equal(new ListenAddress("0.0.0.0", 0, "server.example"), listen);
    }

    [Fact]
    public void Host_AnyAddressWithoutPublicName_IsRefused()
    {
        var thrown = Assert.Throws<ConfigurationErrorException>(() => ListenAddress.OfAgent(Settings(
            (SettingKeys.AgentHost, "0.0.0.0"), (SettingKeys.Secret, "s"))));

        Assert.Contains("split-learning.agent.public-host is '0.0.0.0', which names no machine", thrown.Message);
    }

    [Fact]
    public void Host_OfAnotherMachine_IsRefused()
    {
        var thrown = Assert.Throws<NodeFailureException>(() => ListenAddress.OfAgent(Settings(
            (SettingKeys.AgentHost, "192.0.2.1"), (SettingKeys.Secret, "s"))));

        Assert.Equal(ExitCode.Configuration, thrown.Code);
        Assert.Contains("'192.0.2.1'", thrown.Message);
    }

    private static Settings Settings(params (SettingKey Key, string Text)[] given) =>
        NodeConfiguration.Load(null, [.. given.Select(g => new Override(g.Key, g.Key.Path, g.Text))]).Settings;
}
