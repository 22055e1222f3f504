using Akka.Actor;
using Akka.Remote;

namespace Embedded.Akka.Remote.Tests.FailureDetection;

/// <summary>Not in Akka.NET: a process that was stalled itself gives the others a chance to be heard.</summary>
public sealed class WakefulnessTests
{
    private long now;

    [Fact]
    public void Ticks_InTime_AllMayJudge() => Assert.Equal([true, true, true], Ticks(1000, 1000, 2400));

    [Fact]
    public void Tick_FarTooLate_NobodyIsJudgedForOnePause() =>
        Assert.Equal([true, false, false, false, true, true], Ticks(1000, 60_000, 1000, 1900, 100, 1000));

    [Fact]
    public void Ticks_AllFarTooLate_EverySecondJudgesSoThatADeadPeerIsFound() =>
        Assert.Equal([true, false, true, false, true], Ticks(1000, 60_000, 60_000, 60_000, 60_000));

    [Fact]
    public void Ticks_LateWithinAPause_DoNotProlongIt() =>
        Assert.Equal([true, false, false, true], Ticks(1000, 60_000, 2900, 2900));

    [Fact]
    public async Task Watcher_WasStalled_GivesNobodyUpBeforeThePauseIsOver()
    {
        await using var here = new Node("here", Node.Patient);
        var (asked, stalled) = (0, new TaskCompletionSource());
        long Clock()
        {
            if (++asked == 2) now += 60_000;
            if (asked == 20) stalled.SetResult();
            return Interlocked.Read(ref now);
        }

        var provider = (RemoteActorRefProvider)((ExtendedActorSystem)here.System).Provider;
        var tick = TimeSpan.FromMilliseconds(20);
        var settings = new WatchSettings(TimeSpan.FromHours(1), tick, TimeSpan.FromHours(1), Pause, Clock);
        var silent = new DefaultFailureDetectorRegistry<Address>(() => new SilentSince(() => Interlocked.Read(ref now) > 0));
        var nobody = provider.ResolveActorRef("akka.tcp://nobody@127.0.0.1:1/user/x");
        silent.Heartbeat(nobody.Path.Address);
        var probe = new Probe(here.System);
        probe.Watch(nobody);
        var watcher = here.System.ActorOf(Props.Create(() => new RemoteWatcher(provider, silent, settings)));

        watcher.Tell(new RemoteWatcher.WatchRemote(nobody, probe.Ref), ActorRefs.NoSender);
        await stalled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, probe.Waiting);
        Interlocked.Add(ref now, (long)Pause.TotalMilliseconds);

        Assert.True(probe.Expect<Terminated>().AddressTerminated);
    }

    private static TimeSpan Pause => TimeSpan.FromSeconds(3);

    private List<bool> Ticks(params int[] after)
    {
        var judge = new Wakefulness(TimeSpan.FromSeconds(1), Pause, () => now);
        return [.. after.Select(milliseconds =>
        {
            now += milliseconds;
            return judge.MayJudge();
        })];
    }

    private sealed class SilentSince(Func<bool> isSilent) : FailureDetector
    {
        public override bool IsAvailable => !isSilent();

        public override bool IsMonitoring => true;

        public override void HeartBeat()
        {
        }
    }
}
