using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;

namespace SplitLearning.Actors.Tests.Snapshots;

public sealed class SnapshotTransferTests : IDisposable
{
    private const int ChunkBytes = 4;
    private static readonly byte[] State = [.. Enumerable.Range(1, 10).Select(i => (byte)i)];
    private static readonly StateHash Hash = StateHash.Of(State);

    private readonly SnapshotTransfer _transfer = new(Hash, ChunkBytes);

    public void Dispose() => _transfer.Dispose();

    [Fact]
    public void NextRequests_SizeUnknown_AsksForTheFirstChunkOnly()
    {
        var requests = _transfer.NextRequests();

        Assert.Equal([new RequestChunk(Hash, 0, ChunkBytes)], requests);
        Assert.Empty(_transfer.NextRequests());
    }

    [Fact]
    public void NextRequests_SizeKnown_KeepsTwoOpen()
    {
        _transfer.NextRequests();
        _transfer.Accept(Chunk(0));

        var requests = _transfer.NextRequests();

        Assert.Equal([new RequestChunk(Hash, 4, ChunkBytes), new RequestChunk(Hash, 8, ChunkBytes)], requests);
        Assert.Equal(requests, _transfer.Open);
    }

    [Fact]
    public void NextRequests_AllAskedFor_GivesNone()
    {
        _transfer.NextRequests();
        _transfer.Accept(Chunk(0));
        _transfer.NextRequests();
        _transfer.Accept(Chunk(4));

        Assert.Empty(_transfer.NextRequests());
        Assert.Equal([new RequestChunk(Hash, 8, ChunkBytes)], _transfer.Open);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(11)]
    public void Accept_AllChunks_GivesTheState(int chunkBytes)
    {
        using var transfer = new SnapshotTransfer(Hash, chunkBytes);
        var most = 0;

        var asked = new Queue<RequestChunk>(transfer.NextRequests());
        while (asked.TryDequeue(out var request))
        {
            Assert.Null(transfer.Accept(Chunk((int)request.Offset, chunkBytes)));
            foreach (var next in transfer.NextRequests())
                asked.Enqueue(next);
            most = Math.Max(most, transfer.Open.Count);
        }

        Assert.True(transfer.IsComplete);
        Assert.True(transfer.HashMatches());
        Assert.Equal(State, transfer.State.ToArray());
        Assert.InRange(most, 0, 2);
        Assert.InRange(transfer.Seconds, 0, double.MaxValue);
    }

    [Fact]
    public void Accept_OutOfOrder_PutsEachInItsPlace()
    {
        _transfer.NextRequests();
        _transfer.Accept(Chunk(0));
        _transfer.NextRequests();

        _transfer.Accept(Chunk(8));
        _transfer.Accept(Chunk(4));

        Assert.True(_transfer.IsComplete);
        Assert.True(_transfer.HashMatches());
    }

    [Fact]
    public void Accept_SameChunkTwice_CountsItOnce()
    {
        _transfer.NextRequests();
        _transfer.Accept(Chunk(0));
        _transfer.NextRequests();
        _transfer.Accept(Chunk(4));

        Assert.Null(_transfer.Accept(Chunk(4)));
        Assert.Null(_transfer.Accept(Chunk(0)));

        Assert.False(_transfer.IsComplete);
        Assert.Equal([new RequestChunk(Hash, 8, ChunkBytes)], _transfer.Open);
    }

    [Fact]
    public void Accept_ChunkNobodyAskedFor_IsIgnored()
    {
        _transfer.NextRequests();

        Assert.Null(_transfer.Accept(Chunk(4)));

        Assert.False(_transfer.IsComplete);
        Assert.Equal([new RequestChunk(Hash, 0, ChunkBytes)], _transfer.Open);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(int.MaxValue)] // above Array.MaxLength
    public void Accept_ImpossibleTotal_IsRefusedBeforeAnythingIsAllocated(long total)
    {
        _transfer.NextRequests();

        var error = _transfer.Accept(new SnapshotChunk(Hash, 0, total, new byte[ChunkBytes]));

        Assert.Contains($"{total} bytes", error, StringComparison.Ordinal);
        Assert.True(_transfer.State.IsEmpty);
    }

    [Fact]
    public void Accept_TotalChanges_IsRefused()
    {
        _transfer.NextRequests();
        _transfer.Accept(Chunk(0));
        _transfer.NextRequests();

        var error = _transfer.Accept(new SnapshotChunk(Hash, 4, Total: 9, new byte[ChunkBytes]));

        Assert.Contains("9 bytes", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public void Accept_ChunkOfAnotherLength_IsRefused(int length)
    {
        _transfer.NextRequests();

        var error = _transfer.Accept(new SnapshotChunk(Hash, 0, State.Length, new byte[length]));

        Assert.Equal($"the chunk at 0 of 10 has {length} bytes", error);
        Assert.True(_transfer.State.IsEmpty);
    }

    [Fact]
    public void HashMatches_OneByteDiffers_IsFalse()
    {
        var changed = State.ToArray();
        changed[^1] ^= 1;
        using var transfer = new SnapshotTransfer(Hash, State.Length);
        transfer.NextRequests();

        transfer.Accept(new SnapshotChunk(Hash, 0, State.Length, changed));

        Assert.True(transfer.IsComplete);
        Assert.False(transfer.HashMatches());
    }

    private static SnapshotChunk Chunk(int offset, int chunkBytes = ChunkBytes) =>
        new(Hash, offset, State.Length, State.AsMemory(offset, Math.Min(chunkBytes, State.Length - offset)));
}
