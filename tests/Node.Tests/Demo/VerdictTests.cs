using SplitLearning.Node.Demo;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Tests.Demo;

public sealed class VerdictTests
{
    private readonly Verdict _verdict = new(processes: 3);

    [Fact]
    public void AllProcesses_EndWell_IsSuccess()
    {
        foreach (var name in new[] { "agent-1", "agent-2", "server" })
            _verdict.Add(Ended(name, 0), isServer: name == "server");

        Assert.True(_verdict.IsSuccess);
    }

    [Fact]
    public void Agent_WithoutData_IsTheCause()
    {
        var thrown = Assert.Throws<NodeFailureException>(() =>
            _verdict.Add(Ended("agent-1", 4, "Data folder 'x' does not exist"), isServer: false));

        Assert.Equal(ExitCode.Data, thrown.Code);
        Assert.Equal("agent-1: Data folder 'x' does not exist", thrown.Message);
    }

    [Theory]
    [InlineData(137)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(130)]
    public void Agent_ThatDoesNotKnowTheCause_ServerNamesIt(int code)
    {
        _verdict.Add(Ended("agent-2", code, "whatever"), isServer: false);

        var thrown = Assert.Throws<NodeFailureException>(() =>
            _verdict.Add(Ended("server", 7, "Agent 'agent-2' was lost"), isServer: true));

        Assert.Equal(ExitCode.AgentLost, thrown.Code);
        Assert.Equal("server: Agent 'agent-2' was lost", thrown.Message);
    }

    [Fact]
    public void Agent_KilledAndServerSilent_TheAgentIsNamed()
    {
        _verdict.Add(Ended("agent-2", 137), isServer: false);

        var late = _verdict.Late();

        Assert.Equal(ExitCode.AgentLost, late.Code);
        Assert.Equal("agent-2 ended unexpectedly with exit code 137.", late.Message);
    }

    [Fact]
    public void Agent_StartedAgainTooOften_ItsOwnErrorIsTheDemos()
    {
        var knows = Verdict.GivenUp(Ended("agent-1", 4, "Data folder 'x' does not exist"));
        var killed = Verdict.GivenUp(Ended("agent-1", 137));

        Assert.Equal(ExitCode.Data, knows.Code);
        Assert.Equal(
            "agent-1: Data folder 'x' does not exist. It was started again 5 times within 60 seconds.", knows.Message);
        Assert.Equal(ExitCode.AgentLost, killed.Code);
        Assert.StartsWith("agent-1 ended unexpectedly with exit code 137. It was", killed.Message);
    }

    [Fact]
    public void Run_OneProcessHasEndedWell_IsOver()
    {
        _verdict.Add(Ended("agent-1", 137), isServer: false);
        Assert.False(_verdict.IsRunOver);

        _verdict.Add(Ended("agent-2", 0), isServer: false);

        Assert.True(_verdict.IsRunOver);
    }

    private static ChildEnded Ended(string name, int code, string error = "") => new(name, code, error);
}
