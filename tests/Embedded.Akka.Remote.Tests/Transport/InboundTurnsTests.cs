using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests.Transport;

public sealed class InboundTurnsTests
{
    private readonly InboundTurns turns = new();
    private readonly PipeWire first = PipeWire.Connect().Left;
    private readonly PipeWire second = PipeWire.Connect().Left;

    [Fact]
    public void FirstConnection_Opened_IsServedAtOnceAndNotCut()
    {
        turns.Await(first);

        Assert.False(first.IsCut);
    }

    [Fact]
    public async Task SecondConnection_Opened_CutsTheFirstAndAwaitsItsEnd()
    {
        turns.Await(first);

        var opened = Task.Run(() => turns.Await(second));
        await first.Ended;
        Assert.False(opened.IsCompleted);
        turns.End(first);

        await opened;
        Assert.False(second.IsCut);
    }

    [Fact]
    public async Task ThirdConnection_Opened_AwaitsTheSecondThatStillWaits()
    {
        turns.Await(first);
        var waiting = Task.Run(() => turns.Await(second));
        await first.Ended;

        var third = Task.Run(() => turns.Await(PipeWire.Connect().Left));
        await second.Ended;
        turns.End(first);
        await waiting;
        Assert.False(third.IsCompleted);
        turns.End(second);

        await third;
    }

    [Fact]
    public void Connection_AfterTheFirstEnded_DoesNotWait()
    {
        turns.Await(first);
        turns.End(first);

        turns.Await(second);

        Assert.False(first.IsCut);
    }
}
