using Akka;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.System;

// Akka.NET: "Coordinated shutdown".
public sealed class CoordinatedShutdownTests() : TestKit("""
    akka.coordinated-shutdown.phases {
      service-stop { timeout = 20ms }
      service-unbind { timeout = 20ms, recover = off }
      before-cluster-shutdown { enabled = off }
    }
    """)
{
    private readonly List<string> _ran = [];

    private new CoordinatedShutdown Shutdown => CoordinatedShutdown.Get(Sys);

    [Fact]
    public void Phases_OfReference_StandInOrder() => Assert.Equal(
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            CoordinatedShutdown.PhaseServiceUnbind,
            CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseBeforeClusterShutdown,
            CoordinatedShutdown.PhaseClusterShardingShutdownRegion,
            CoordinatedShutdown.PhaseClusterLeave,
            CoordinatedShutdown.PhaseClusterExiting,
            CoordinatedShutdown.PhaseClusterExitingDone,
            CoordinatedShutdown.PhaseClusterShutdown,
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
            CoordinatedShutdown.PhaseActorSystemTerminate,
        ],
        Shutdown.OrderedPhases);

    [Fact]
    public async Task Run_Tasks_RunInOrderOfPhasesThenTheSystemEnds()
    {
        Add(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last");
        Add(CoordinatedShutdown.PhaseBeforeServiceUnbind, "first");
        Add(CoordinatedShutdown.PhaseClusterLeave, "middle");

        await Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);

        Assert.Equal(["first", "middle", "last"], _ran);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, Shutdown.ShutdownReason);
        Assert.True(Sys.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task Run_Twice_RunsOnceForTheFirstReason()
    {
        Add(CoordinatedShutdown.PhaseServiceRequestsDone, "task");

        var first = Shutdown.Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
        var second = Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Same(first, second);
        await first;
        Assert.Equal(["task"], _ran);
        Assert.Same(CoordinatedShutdown.ClusterLeavingReason.Instance, Shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Run_FromPhase_LeavesOutThoseBefore()
    {
        Add(CoordinatedShutdown.PhaseBeforeServiceUnbind, "before");
        Add(CoordinatedShutdown.PhaseClusterLeave, "after");

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseClusterLeave);

        Assert.Equal(["after"], _ran);
    }

    [Fact]
    public async Task Task_FailsOrIsLate_IsLoggedAndTheRestGoesOn()
    {
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "late", () => new TaskCompletionSource<Done>().Task);
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "fails", () => throw new FormatException("no"));
        Add(CoordinatedShutdown.PhaseClusterLeave, "after");

        await EventFilter.Warning(start: "Task [late] in phase [service-stop] was not done").ExpectOneAsync(
            () => EventFilter.Warning("Task [fails] failed in phase [service-requests-done]: no").ExpectOneAsync(
                () => Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance)));

        Assert.Equal(["after"], _ran);
    }

    [Fact]
    public async Task Task_FailsInPhaseWithoutRecover_EndsTheShutdown()
    {
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new FormatException("no"));
        Add(CoordinatedShutdown.PhaseClusterLeave, "after");

        await Assert.ThrowsAsync<TimeoutException>(() => Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance));

        Assert.Empty(_ran);
    }

    [Fact]
    public async Task Phase_Disabled_IsLeftOut()
    {
        Add(CoordinatedShutdown.PhaseBeforeClusterShutdown, "disabled");

        await Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Empty(_ran);
    }

    [Fact]
    public async Task Terminate_OfSystem_RunsThePhases()
    {
        Add(CoordinatedShutdown.PhaseServiceRequestsDone, "task");

        await Sys.Terminate();

        Assert.Equal(["task"], _ran);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, Shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_ConfiguredWithout_DoesNotRunThePhases()
    {
        var system = ActorSystem.Create("without", "akka.coordinated-shutdown.run-by-actor-system-terminate = off");
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "task", Run("task"));

        await system.Terminate();

        Assert.Empty(_ran);
    }

    [Fact]
    public void Phase_Unknown_NamesThoseThere()
    {
        var error = Assert.Throws<ArgumentException>(() => Add("service-stopp", "x"));

        Assert.StartsWith("Phase 'service-stopp' is not known; the phases are before-service-unbind,", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_InACircle_Throw()
    {
        var error = Assert.Throws<ArgumentException>(() => ActorSystem.Create("circle", """
            akka.coordinated-shutdown.phases { before-service-unbind.depends-on = [service-stop] }
            """));

        Assert.Contains("depends on itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeouts_OfPhases_ComeFromConfiguration()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), Shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
        Assert.Equal(TimeSpan.FromSeconds(5), Shutdown.Timeout(CoordinatedShutdown.PhaseClusterLeave));
        Assert.Equal(TimeSpan.FromSeconds(65.04), Shutdown.TotalTimeout);
    }

    private void Add(string phase, string name) => Shutdown.AddTask(phase, name, Run(name));

    private Func<Task<Done>> Run(string name) => () =>
    {
        _ran.Add(name);
        return Task.FromResult(Done.Instance);
    };
}
