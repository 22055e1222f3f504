using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.System;

// Akka.NET: "Scheduler", in real time.
public sealed class SchedulerTests : TestKit
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task TellOnce_Delay_ComesNotBefore()
    {
        var start = Sys.Scheduler.MonotonicClock;

        Sys.Scheduler.ScheduleTellOnce(Step * 4, TestActor, "x", TestActor);

        await ExpectMsgFromAsync(TestActor, "x");
        Assert.True(Sys.Scheduler.MonotonicClock - start >= Step * 4);
    }

    [Fact]
    public async Task TellRepeatedly_NotCancelled_ComesAtTheIntervals()
    {
        var start = Sys.Scheduler.MonotonicClock;
        var repeated = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(Step, Step, TestActor, "x", TestActor);

        await ReceiveNAsync(5).ToListAsync();
        repeated.Cancel();

        Assert.True(Sys.Scheduler.MonotonicClock - start >= Step * 5);
        Assert.True(repeated.IsCancellationRequested);
    }

    [Fact]
    public async Task Cancelled_BeforeItIsDue_DoesNotRun()
    {
        var cancelled = Sys.Scheduler.ScheduleTellOnceCancelable(Step, TestActor, "cancelled", TestActor);
        cancelled.Cancel();
        var already = new Cancelable(Sys.Scheduler.Advanced);
        already.Cancel();
        Sys.Scheduler.ScheduleTellOnce(Step, TestActor, "already", TestActor, already);
        Sys.Scheduler.ScheduleTellOnce(Step * 4, TestActor, "end", TestActor);

        await ExpectMsgAsync("end");
    }

    [Fact]
    public async Task Cancelable_CancelAfter_CancelsThen()
    {
        var cancelable = new Cancelable(Sys.Scheduler.Advanced, Step);
        var cancelled = new TaskCompletionSource();
        cancelable.Token.Register(cancelled.SetResult);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(5));

        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public async Task ActionRepeatedly_Slow_DoesNotOverlap()
    {
        var (running, overlaps, runs) = (0, 0, 0);
        var done = new TaskCompletionSource();
        var repeated = Sys.Scheduler.Advanced.ScheduleRepeatedlyCancelable(TimeSpan.Zero, Step / 5, () =>
        {
            overlaps += Interlocked.Increment(ref running) > 1 ? 1 : 0;
            SpinWait.SpinUntil(() => false, 3);
            Interlocked.Decrement(ref running);
            if (++runs == 10)
                done.SetResult();
        });

        await done.Task.WaitAsync(TimeSpan.FromSeconds(5));
        repeated.Cancel();

        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task Schedule_SystemTerminated_Throws()
    {
        var scheduler = Sys.Scheduler;
        await Sys.Terminate();

        Assert.Throws<SchedulerException>(() => scheduler.ScheduleTellOnce(Step, TestActor, "x", TestActor));
    }
}
