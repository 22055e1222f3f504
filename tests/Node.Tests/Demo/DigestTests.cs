using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Demo;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Demo;

public sealed class DigestTests
{
    private readonly Digest _digest = new("server");

    [Fact]
    public void Agents_OfTheSameData_TheirDataAreShownOnce()
    {
        var shown = new[] { "agent-1", "agent-2" }.Select(name => _digest.Of(new(name, Ready(name, "MNIST")))).ToList();

        Assert.Equal([new Notice("Data: MNIST: 60 samples for training, 10 for testing."), null], shown);
    }

    [Fact]
    public void Agents_OfOtherData_AllDataAreShown()
    {
        _digest.Of(new("agent-1", Ready("agent-1", "MNIST from /a")));

        Assert.NotNull(_digest.Of(new("agent-2", Ready("agent-2", "MNIST from /b"))));
    }

    [Fact]
    public void Agent_LeavingBadSamplesOut_IsShown()
    {
        var notice = new Notice("agent-1: 2 bad samples are left out: see /runs/r1/agent-1/bad-samples.csv");

        Assert.Equal(notice, _digest.Of(new("agent-1", notice)));
    }

    [Fact]
    public void Run_ToldByTheServer_IsShownAndAgentsEndsAreNot()
    {
        var turn = new TurnFinished(1, Phase.Train, 1, "agent-1", 0.5, 50, 100, 2);

        Assert.Equal(turn, _digest.Of(new("server", turn)));
        Assert.Null(_digest.Of(new("agent-1", new AgentFinished("agent-1"))));
    }

    private static AgentReady Ready(string name, string data) => new(name, data, 60, 10, "127.0.0.1:4053", "/log");
}
