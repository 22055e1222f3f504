using System.Net;
using System.Net.Sockets;

namespace SplitLearning.EndToEnd.Tests;

public sealed class WrongStartTests : Workplace
{
    [Fact]
    public async Task Agent_NobodyAtTheServersAddress_OneLineThatNamesItAndCode6()
    {
        var file = Path.Combine(Folder, "agent.conf");
        await File.WriteAllTextAsync(file, "split-learning.agent { server = \"127.0.0.1:9\", join-timeout = 2 s }");

        var agent = Start("agent", "--config", file, "--name", "north", "--data", Data);

        var ended = (await agent.EndAsync()).With(6);
        Assert.Matches(@"^error: [^\n]*127\.0\.0\.1:9[^\n]*\n$", ended.Error);
    }

    [Fact]
    public async Task Agent_OtherSecretThanTheServer_OneLineAndCode8AndServerGoesOn()
    {
        var (server, address) = await StartServerAsync("--agents", "1", "--epochs", "1");
        var file = Path.Combine(Folder, "agent.conf");
        await File.WriteAllTextAsync(file, "split-learning.agent.join-timeout = 3 s");

        var stranger = Start("other", ["agent", "--config", file, "--name", "x", "--server", address, "--data", Data]);

        var ended = (await stranger.EndAsync()).With(8);
        Assert.Matches(@"^error: [^\n]*secret[^\n]*\n$", ended.Error);
        (await StartAgent("north", address).EndAsync()).With(0);
        (await server.EndAsync()).With(0);
    }

    [Fact]
    public async Task Server_BusyPort_OneLineAndCode5()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var ended = await Start("server", "--port", $"{port}").EndAsync();

        ended.With(5);
        Assert.Matches($@"^error: Port {port} on 127\.0\.0\.1 is in use[^\n]*\n$", ended.Error);
    }

    [Theory]
    [InlineData(4, "Data folder 'nowhere' does not exist", "agent", "--name", "a", "--data", "nowhere")]
    [InlineData(4, "Data folder 'nowhere' does not exist", "central", "--data", "nowhere")]
    [InlineData(4, "cannot be divided by patient", "central", "--partition", "patient", "--data", "digits")]
    [InlineData(3, "Partition.Weights is '3:2'; it must be 3", "central", "--partition-weights", "3:2")]
    [InlineData(3, "Unknown workload 'minst'; valid are: mnist", "server", "--workload", "minst")]
    [InlineData(3, "Unknown workload 'minst'; valid are: mnist", "agent", "--name", "a", "--workload", "minst")]
    [InlineData(3, "LeNet cannot be cut after 'conv9'", "server", "--cut", "conv9")]
    [InlineData(3, "did you mean split-learning.plan.epochs?", "server", "--config", "typo.conf")]
    [InlineData(3, "does not exist", "server", "--config", "missing.conf")]
    [InlineData(3, "names no machine", "server", "--host", "0.0.0.0", "--port", "0")]
    [InlineData(9, "runs-file", "server", "--port", "0", "--runs", "runs-file")]
    [InlineData(2, "--epoch", "server", "--epoch", "3")]
    public async Task Start_WithAMistake_OneLineAndItsCode(int code, string text, params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "typo.conf"), "split-learning.plan.epoch = 3");
        await File.WriteAllTextAsync(Path.Combine(Folder, "runs-file"), "");

        var ended = (await Start(arguments).EndAsync()).With(code);

        Assert.Matches(@"^error: [^\n]*\n$", ended.Error);
        Assert.Contains(text, ended.Error);
        Assert.DoesNotContain("   at ", ended.Out + ended.Error);
    }
}
