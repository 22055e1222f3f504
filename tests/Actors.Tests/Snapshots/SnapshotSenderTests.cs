using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;

namespace SplitLearning.Actors.Tests.Snapshots;

public sealed class SnapshotSenderTests : ActorTest
{
    private readonly HeldStates _held = new();
    private readonly IActorRef _sender;

    public SnapshotSenderTests()
    {
        var held = _held;
        _sender = Sys.ActorOf(Props.Create(() => new SnapshotSender(held)));
    }

    [Fact]
    public void Empty_RequestChunk_IsUnavailable()
    {
        var hash = StateHash.Of([1]);

        _sender.Tell(new RequestChunk(hash, 0, 4));

        ExpectMsg(new SnapshotUnavailable(hash, $"State {hash} is not held here."));
    }

    [Theory]
    [InlineData(0, 4, new byte[] { 1, 2, 3, 4 })]
    [InlineData(1, 2, new byte[] { 2, 3 })]
    [InlineData(3, 4, new byte[] { 4, 5 })]
    [InlineData(4, 1, new byte[] { 5 })]
    [InlineData(0, int.MaxValue, new byte[] { 1, 2, 3, 4, 5 })]
    public void Holding_RequestWithin_GivesWhatThereIs(long offset, int length, byte[] expected)
    {
        var hash = Hold(1, 2, 3, 4, 5);

        _sender.Tell(new RequestChunk(hash, offset, length));

        var chunk = ExpectMsg<SnapshotChunk>();
        Assert.Equal((hash, offset, 5L), (chunk.Hash, chunk.Offset, chunk.Total));
        Assert.Equal(expected, chunk.Bytes.ToArray());
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(5, 4)]
    [InlineData(long.MaxValue, 4)]
    [InlineData(long.MinValue, 4)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(2, int.MinValue)]
    public void Holding_RequestOutside_IsUnavailableAndSaysWhy(long offset, int length)
    {
        var hash = Hold(1, 2, 3, 4, 5);

        _sender.Tell(new RequestChunk(hash, offset, length));

        ExpectMsg(new SnapshotUnavailable(
            hash, $"{length} bytes at {offset} were asked for; state {hash} has 5."));
    }

    [Fact]
    public void Holding_SameRequestAgain_IsAnsweredAgain()
    {
        var hash = Hold(1, 2, 3);

        _sender.Tell(new RequestChunk(hash, 0, 3));
        _sender.Tell(new RequestChunk(hash, 0, 3));

        Assert.Equal([1, 2, 3], ExpectMsg<SnapshotChunk>().Bytes.ToArray());
        Assert.Equal([1, 2, 3], ExpectMsg<SnapshotChunk>().Bytes.ToArray());
    }

    [Fact]
    public void Holding_ThirdState_ForgetsTheFirst()
    {
        var (first, second, third) = (Hold(1), Hold(2), Hold(3));

        Assert.Equal((false, true, true), (IsHeld(first), IsHeld(second), IsHeld(third)));
    }

    [Fact]
    public void Holding_FormerStateAgain_CountsAsTheNewest()
    {
        var (first, second) = (Hold(1), Hold(2));
        Hold(1);

        var third = Hold(3);

        Assert.Equal((true, false, true), (IsHeld(first), IsHeld(second), IsHeld(third)));
    }

    private StateHash Hold(params byte[] state)
    {
        var hash = StateHash.Of(state);
        _held.Keep(hash, state);
        return hash;
    }

    private bool IsHeld(StateHash hash)
    {
        _sender.Tell(new RequestChunk(hash, 0, 1));
        return ExpectMsg<ISenderMessage>() is SnapshotChunk;
    }
}
