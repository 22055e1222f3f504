using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace Embedded.Akka.Tests.Kit;

// Akka.NET: "Testing actor systems": the Expect and Receive families.
public sealed class ExpectTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task ExpectMsg_Fits_GivesMessage()
    {
        foreach (var i in Enumerable.Range(1, 12))
            TestActor.Tell(i);

        Assert.Equal(1, ExpectMsg<int>());
        Assert.Equal(2, ExpectMsg(2));
        Assert.Equal(3, ExpectMsg<int>(i => i == 3));
        Assert.Equal(4, ExpectMsg<int>(i => Assert.Equal(4, i)));
        Assert.Equal(5, ExpectMsg<int>((i, sender) => i == 5 && sender.Equals(TestActor)));
        Assert.Equal(6, ExpectMsgFrom<int>(TestActor));
        Assert.Equal(7, await ExpectMsgAsync<int>());
        Assert.Equal(8, await ExpectMsgAsync(8));
        Assert.Equal(9, await ExpectMsgAsync<int>(i => i == 9));
        Assert.Equal(10, await ExpectMsgFromAsync(TestActor, 10));
        Assert.Equal(11, await ExpectMsgFromAsync<int>(TestActor, i => i == 11));
        Assert.Equal(12, ExpectMsgAnyOf(11, 12, 13));
        Assert.False(HasMessages);
        Assert.Equal(12, LastMessage);
    }

    [Fact]
    public void ExpectMsg_OtherType_SaysWhatCame()
    {
        TestActor.Tell("text");

        var error = Assert.Throws<FailException>(() => ExpectMsg<int>(hint: "a number"));

        Assert.Contains(
            "Expected a message of type System.Int32, but received <text> of type System.String",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("a number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectMsg_OtherValue_SaysBoth()
    {
        TestActor.Tell(1);

        var error = Assert.Throws<FailException>(() => ExpectMsg(2));

        Assert.Contains("Expected <2>, got <1>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectMsg_NothingComes_SaysHowLong()
    {
        var error = await Assert.ThrowsAsync<FailException>(async () => await ExpectMsgAsync<int>(Short));

        Assert.Contains("Timeout 00:00:00.0100000 while waiting for a message of type System.Int32", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectMsgFrom_OtherSender_Fails()
    {
        TestActor.Tell(1, ActorRefs.NoSender);

        Assert.Throws<FailException>(() => ExpectMsgFrom(TestActor, 1));
    }

    [Fact]
    public void ExpectNoMsg_SomethingComes_SaysWhat()
    {
        TestActor.Tell("surprise");

        var error = Assert.Throws<FailException>(() => ExpectNoMsg(Short));

        Assert.Contains("surprise", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectTerminated_OtherActor_Fails()
    {
        var other = Watch(CreateTestProbe().Ref);
        Sys.Stop(other);

        await Assert.ThrowsAsync<FailException>(async () => await ExpectTerminatedAsync(TestActor));
    }

    [Fact]
    public void ExpectMsgAllOf_AnyOrder_GivesThem()
    {
        TestActor.Tell(2);
        TestActor.Tell(1);
        TestActor.Tell(2);

        ExpectMsgAllOf(1, 2, 2);

        TestActor.Tell(3);
        TestActor.Tell(5);
        Assert.Throws<FailException>(() => ExpectMsgAllOf(3, 4));
    }

    [Fact]
    public async Task FishForMessage_ThatFitsLater_DropsThoseBefore()
    {
        TestActor.Tell("a");
        TestActor.Tell(1);
        TestActor.Tell(2);
        TestActor.Tell("after");

        Assert.Equal(2, FishForMessage<int>(i => i > 1));
        Assert.Equal("after", await FishForMessageAsync(m => m is "after"));
        Assert.Throws<FailException>(() => FishForMessage(_ => true, Short));
    }

    [Fact]
    public async Task ReceiveN_SoMany_GivesThem()
    {
        foreach (var i in Enumerable.Range(0, 5))
            TestActor.Tell(i);

        Assert.Equal([0, 1], ReceiveN(2));
        Assert.Equal([2, 3, 4], await ReceiveNAsync(3).ToListAsync());
        var error = Assert.Throws<FailException>(() => ReceiveN(1, Short));
        Assert.Contains("while expecting 1 messages, got 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReceiveWhile_FilterEnds_LeavesTheNext()
    {
        foreach (var m in (object[])["a", "b", 3, "c"])
            TestActor.Tell(m);

        var texts = ReceiveWhile(m => m as string);
        var number = ReceiveOne();
        var more = ReceiveWhile(m => m as string, idle: Short);

        Assert.Equal(["a", "b"], texts);
        Assert.Equal(3, number);
        Assert.Equal(["c"], more);
    }

    [Fact]
    public async Task ReceiveOne_NothingComes_GivesNull()
    {
        Assert.Null(ReceiveOne(Short));
        Assert.False(TryReceiveOne(out _, Short));
        TestActor.Tell(1);
        Assert.Equal(1, await PeekOneAsync());
        Assert.True(TryReceiveOne(out var envelope));
        Assert.Equal(TestActor, envelope.Sender);
    }

    [Fact]
    public void IgnoreMessages_Some_DoNotCome()
    {
        IgnoreMessages<int>(i => i < 0);
        TestActor.Tell(-1);
        TestActor.Tell(1);
        IgnoreNoMessages();
        TestActor.Tell(-2);

        ExpectMsg(1);
        ExpectMsg(-2);
    }

    [Fact]
    public async Task ImplicitSender_AfterAwaits_IsTheTestActor()
    {
        await Task.Yield();
        await Task.Run(() => TestActor.Tell("from task"));
        TestActor.Tell("after");

        await ExpectMsgFromAsync(TestActor, "from task");
        await ExpectMsgFromAsync(TestActor, "after");
    }
}
