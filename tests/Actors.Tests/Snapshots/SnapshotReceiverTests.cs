using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Snapshots;

public sealed class SnapshotReceiverTests : ActorTest
{
    private const int ChunkBytes = 4;
    private const int MaxResends = 2;
    private static readonly byte[] State = [.. Enumerable.Range(1, 10).Select(i => (byte)i)];
    private static readonly StateHash Hash = StateHash.Of(State);

    private readonly TestProbe _holder;
    private readonly IActorRef _receiver;

    public SnapshotReceiverTests()
    {
        var options = new TransferOptions(ChunkBytes, ReplyTimeout, MaxResends);
        _holder = CreateTestProbe("holder");
        _receiver = Sys.ActorOf(Props.Create(() => new SnapshotReceiver(options)));
    }

    private SnapshotSource Source => new(Hash, _holder.Ref, "agent-1");

    [Fact]
    public void Idle_Fetch_AsksForChunksUntilTheStateIsThere()
    {
        _receiver.Tell(new Fetch(Source));

        ExpectRequest(0);
        Give(0);
        ExpectRequest(4);
        ExpectRequest(8);
        Give(4);
        Give(8);

        var fetched = ExpectMsg<Fetched>();
        Assert.Equal(Hash, fetched.Hash);
        Assert.Equal(State, fetched.State.ToArray());
        ExpectSilence(_holder, _receiver);
    }

    [Fact]
    public void Idle_FetchFromARealSender_GivesTheState()
    {
        var held = new HeldStates();
        held.Keep(Hash, State);
        var sender = Sys.ActorOf(Props.Create(() => new SnapshotSender(held)));

        _receiver.Tell(new Fetch(Source with { Holder = sender }));

        Assert.Equal(State, ExpectMsg<Fetched>().State.ToArray());
    }

    [Fact]
    public void Idle_LateChunkAndAnswer_AreIgnored()
    {
        _receiver.Tell(Chunk(0), _holder.Ref);
        _receiver.Tell(new SnapshotUnavailable(Hash, "late"), _holder.Ref);

        ExpectSilence(_holder, _receiver);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Receiving_EachChunkTwice_GivesTheStateOnce()
    {
        _receiver.Tell(new Fetch(Source));

        foreach (var offset in (int[])[0, 0, 4, 4, 0, 8, 8])
            Give(offset);

        Assert.Equal(State, ExpectMsg<Fetched>().State.ToArray());
        Assert.Equal([0L, 4L, 8L], RequestedSoFar());
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Receiving_NoAnswer_AsksAgainForWhatIsOpen()
    {
        _receiver.Tell(new Fetch(Source));
        Give(0);
        Give(4);
        Settle(_receiver);
        Assert.Equal([0L, 4L, 8L], RequestedSoFar());

        Pass(ReplyTimeout, _receiver);

        Assert.Equal([8L], RequestedSoFar());
    }

    [Fact]
    public void Receiving_HolderSilent_GivesUpAfterItsResends()
    {
        _receiver.Tell(new Fetch(Source));

        for (var i = 0; i <= MaxResends; i++)
        {
            ExpectNoMsg(TimeSpan.Zero);
            ExpectRequest(0);
            Pass(ReplyTimeout, _receiver);
        }

        ExpectMsg(Failure("agent-1 has not answered 3 requests"));
        ExpectSilence(_holder, _receiver);
    }

    [Fact]
    public void Receiving_AnswersBetweenSilences_CountsResendsAnew()
    {
        _receiver.Tell(new Fetch(Source));
        Pass(ReplyTimeout, _receiver);
        Pass(ReplyTimeout, _receiver);
        Give(0);
        Pass(ReplyTimeout, _receiver);
        Pass(ReplyTimeout, _receiver);

        Give(4);
        Give(8);

        ExpectMsg<Fetched>();
    }

    [Fact]
    public void Receiving_Unavailable_FailsWithTheReason()
    {
        _receiver.Tell(new Fetch(Source));

        _receiver.Tell(new SnapshotUnavailable(Hash, "State is not held here"), _holder.Ref);

        ExpectMsg(Failure("agent-1 does not give it: State is not held here"));
    }

    [Fact]
    public void Receiving_HolderStops_Fails()
    {
        _receiver.Tell(new Fetch(Source));
        ExpectRequest(0);

        Sys.Stop(_holder.Ref);

        ExpectMsg(Failure("agent-1 was lost"));
    }

    [Fact]
    public void Receiving_HolderWasGoneBefore_Fails()
    {
        Watch(_holder.Ref);
        Sys.Stop(_holder.Ref);
        ExpectTerminated(_holder.Ref);

        _receiver.Tell(new Fetch(Source));

        ExpectMsg(Failure("agent-1 was lost"));
    }

    [Fact]
    public void Receiving_OtherBytes_FailsByTheHash()
    {
        _receiver.Tell(new Fetch(Source));
        Give(0);
        Give(4);

        _receiver.Tell(new SnapshotChunk(Hash, 8, State.Length, new byte[] { 66, 66 }), _holder.Ref);

        ExpectMsg(Failure("the bytes from agent-1 have another hash"));
    }

    [Fact]
    public void Receiving_ChunkOfWrongSize_Fails()
    {
        _receiver.Tell(new Fetch(Source));

        _receiver.Tell(new SnapshotChunk(Hash, 0, State.Length, new byte[3]), _holder.Ref);

        ExpectMsg(Failure("the chunk at 0 of 10 has 3 bytes"));
    }

    [Fact]
    public void Receiving_ChunkOfAnotherState_IsIgnored()
    {
        _receiver.Tell(new Fetch(Source));

        _receiver.Tell(Chunk(0) with { Hash = StateHash.Of([1]) }, _holder.Ref);
        _receiver.Tell(new SnapshotUnavailable(StateHash.Of([1]), "late"), _holder.Ref);

        Settle(_receiver);
        Assert.Equal([0L], RequestedSoFar());
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Receiving_SecondFetch_OvertakesTheFirst()
    {
        var second = CreateTestProbe("second");
        _receiver.Tell(new Fetch(Source));
        _receiver.Tell(new Fetch(Source), second.Ref);
        Settle(_receiver);
        Assert.Equal([0L, 0L], RequestedSoFar());

        Give(0);
        Give(4);
        Give(8);

        second.ExpectMsg<Fetched>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Idle_HolderStopsAfterTheTransfer_ChangesNothing()
    {
        _receiver.Tell(new Fetch(Source));
        Give(0);
        Give(4);
        Give(8);
        ExpectMsg<Fetched>();

        Sys.Stop(_holder.Ref);
        Settle(_receiver);

        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Idle_FetchAfterAFailure_BeginsAnew()
    {
        _receiver.Tell(new Fetch(Source));
        Give(0);
        _receiver.Tell(new SnapshotUnavailable(Hash, "gone"), _holder.Ref);
        ExpectMsg<FetchFailed>();

        _receiver.Tell(new Fetch(Source));
        Give(0);
        Give(4);
        Give(8);

        Assert.Equal(State, ExpectMsg<Fetched>().State.ToArray());
    }

    private static FetchFailed Failure(string reason) => new(Hash, $"Snapshot {Hash} could not be fetched: {reason}.");

    private void Give(int offset) => _receiver.Tell(Chunk(offset), _holder.Ref);

    private void ExpectRequest(long offset) => _holder.ExpectMsg(new RequestChunk(Hash, offset, ChunkBytes));

    private List<long> RequestedSoFar()
    {
        var offsets = new List<long>();
        while (_holder.HasMessages)
            offsets.Add(_holder.ExpectMsg<RequestChunk>().Offset);
        return offsets;
    }

    private static SnapshotChunk Chunk(int offset) => new(
        Hash, offset, State.Length, State.AsMemory(offset, Math.Min(ChunkBytes, State.Length - offset)));
}
