using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;

namespace SplitLearning.EndToEnd.Tests;

public sealed class OtherVersionTests : Workplace
{
    [Fact]
    public async Task Agent_OfAnotherProtocolVersion_IsRefusedAndServerGoesOn()
    {
        var (server, address) = await StartServerAsync("--agents", "1", "--epochs", "1");
        using var stranger = ActorSystem.Create(NodeHost.SystemName, AkkaSettings.Create(
            NodeRole.Agent, NodeConfiguration.Load(null, [new(SettingKeys.AgentServer, "--server", address)]),
            new ListenAddress("127.0.0.1", 0, "127.0.0.1"), NodeHost.JournalIn(Folder, "stranger"),
            Path.Combine(Folder, "stranger.log"), warnOnStdout: false));
        var desk = stranger.ActorSelection($"akka.tcp://{NodeHost.SystemName}@{address}/user/server");

        var answer = await desk.Ask<EnlistmentProtocol.EnlistmentRefused>(
            new EnlistmentProtocol.Enlist(
                EnlistmentProtocol.Version + 1, "stranger", "mnist", 1, 1, new string('0', 64), "none"),
            NodeProcess.Limit);

        Assert.Contains($"{EnlistmentProtocol.Version + 1}", answer.Reason);
        await stranger.Terminate();
        (await StartAgent("north", address).EndAsync()).With(0);
        (await server.EndAsync()).With(0);
    }
}
