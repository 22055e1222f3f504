using SplitLearning.Node.Demo;

namespace SplitLearning.Node.Tests.Demo;

public sealed class RestartsTests
{
    private readonly StoppedClock _clock = new();

    [Theory]
    [InlineData(137, true)] // killed
    [InlineData(1, true)]
    [InlineData(6, true)]
    [InlineData(130, true)]
    [InlineData(0, false)]
    [InlineData(10, false)] // the server has given the run up
    public void Agent_Ended_IsStartedAgainUnlessTheRunIsOver(int code, bool expected) =>
        Assert.Equal(expected, new Restarts(agents: true, server: false, _clock).Concern(Ended(code), isServer: false));

    [Theory]
    [InlineData(137, true)]
    [InlineData(1, true)]
    [InlineData(5, true)] // the port of the one before
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(7, false)] // it has told its agents so
    [InlineData(9, false)]
    public void Server_Ended_IsStartedAgainUnlessItHadDecidedTo(int code, bool expected) =>
        Assert.Equal(expected, new Restarts(agents: false, server: true, _clock).Concern(Ended(code), isServer: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Process_KilledAndNotAskedFor_IsNotStartedAgain(bool isServer) =>
        Assert.False(new Restarts(agents: isServer, server: !isServer, _clock).Concern(Ended(137), isServer));

    [Fact]
    public void Process_DyingAtOnceEachTime_IsStartedAgainFiveTimes()
    {
        var restarts = new Restarts(agents: true, server: true, _clock);

        var allowed = Enumerable.Range(0, 7).Select(_ => restarts.TryCount("agent-1")).ToList();

        Assert.Equal([true, true, true, true, true, false, false], allowed);
        Assert.True(restarts.TryCount("agent-2"));
    }

    [Fact]
    public void Process_LostNowAndThen_IsAlwaysStartedAgain()
    {
        var restarts = new Restarts(agents: true, server: true, _clock);

        for (var i = 0; i < 100; i++)
        {
            Assert.True(restarts.TryCount("agent-1"));
            _clock.Elapsed += TimeSpan.FromSeconds(12);
        }
    }

    private static ChildEnded Ended(int code) => new("x", code, "");
}
