using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Models.Training;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Records;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Tests.Programs;

public sealed class AgentLivesTests : IDisposable
{
    private static readonly TimeSpan _orphanTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _joinTimeout = TimeSpan.FromMinutes(1);
    private static readonly Failed _lost = new(FailureKind.ServerLost, "The server at a:1 has gone.");

    private readonly StoppedClock _clock = new();
    private readonly List<TimeSpan> _joinTimeouts = [];
    private readonly List<RunEvent> _told = [];
    private readonly CancellationTokenSource _stop = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task FirstLife_RunSucceeds_IsTheOnlyOne()
    {
        var outcome = await RunAsync(_ => new Succeeded());

        Assert.IsType<Succeeded>(outcome);
        Assert.Equal([_joinTimeout], _joinTimeouts);
        Assert.Empty(_told);
    }

    [Theory]
    [InlineData(FailureKind.Refused)]
    [InlineData(FailureKind.RunGivenUp)]
    [InlineData(FailureKind.Stopped)]
    [InlineData(FailureKind.Internal)]
    public async Task FirstLife_FailsForAnotherReasonThanItsServer_IsTheOnlyOne(FailureKind kind)
    {
        var outcome = await RunAsync(_ => new Failed(kind, "no"));

        Assert.Equal(new Failed(kind, "no"), outcome);
        Assert.Single(_joinTimeouts);
    }

    [Theory]
    [InlineData(FailureKind.ServerLost)]
    [InlineData(FailureKind.ServerStopped)]
    public async Task TookPart_ServerGone_LooksForItOverTheWholeOrphanTimeout(FailureKind kind)
    {
        var outcome = await RunAsync(held =>
        {
            if (_joinTimeouts.Count == 2)
                return new Succeeded();

            held.BeginRun("run-1");
            _clock.Elapsed += TimeSpan.FromHours(1); // of training
            return new Failed(kind, "The server at a:1 has gone.");
        });

        Assert.IsType<Succeeded>(outcome);
        Assert.Equal([_joinTimeout, _orphanTimeout], _joinTimeouts);
        Assert.Equal([new Notice("agent-1: The server at a:1 has gone. Looking for it again.")], _told);
    }

    [Fact]
    public async Task Orphaned_ServerIsNotFound_EndsWhenTheTimeIsOver()
    {
        var outcome = await RunAsync(held =>
        {
            if (_joinTimeouts.Count == 1)
                held.BeginRun("run-1");
            else
                _clock.Elapsed += TimeSpan.FromMinutes(2);
            return _lost;
        });

        Assert.Equal(_lost, outcome);
        Assert.Equal([_joinTimeout, .. Minutes(5, 3, 1)], _joinTimeouts);
    }

    [Fact]
    public async Task NeverTookPart_ServerGoneBetweenEnlistmentAndPlan_HasOnlyTheRestOfTheJoinTimeout()
    {
        var outcome = await RunAsync(_ =>
        {
            _clock.Elapsed += TimeSpan.FromSeconds(40);
            return _lost;
        });

        Assert.Equal(_lost, outcome);
        Assert.Equal([_joinTimeout, TimeSpan.FromSeconds(20)], _joinTimeouts);
    }

    [Fact]
    public async Task TookPart_FoundAgainAndLostAgain_HasTheWholeTimeOnceMore()
    {
        await RunAsync(held =>
        {
            _clock.Elapsed += TimeSpan.FromMinutes(4);
            held.BeginRun("run-1");
            return _joinTimeouts.Count == 3 ? new Succeeded() : _lost;
        });

        Assert.Equal([_joinTimeout, _orphanTimeout, _orphanTimeout], _joinTimeouts);
    }

    [Fact]
    public async Task Orphaned_SomebodyStopsIt_DoesNotLookAgain()
    {
        var outcome = await RunAsync(held =>
        {
            held.BeginRun("run-1");
            _stop.Cancel();
            return _lost;
        });

        Assert.Equal(_lost, outcome);
        Assert.Single(_joinTimeouts);
    }

    private static IEnumerable<TimeSpan> Minutes(params int[] minutes) =>
        minutes.Select(count => TimeSpan.FromMinutes(count));

    private Task<IOutcome> RunAsync(Func<HeldStates, IOutcome> live)
    {
        var options = new AgentOptions
        {
            Name = "agent-1",
            Workload = "mnist",
            RunsFolder = "runs",
            ServerAddress = "a:1",
            JoinTimeout = _joinTimeout,
        };
        return new AgentLives(options, _orphanTimeout, _clock).RunAsync(
            (given, held) =>
            {
                _joinTimeouts.Add(given.JoinTimeout);
                return Task.FromResult(live(held));
            },
            _told.Add, _stop.Token);
    }
}
