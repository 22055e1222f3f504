using System.Diagnostics;
using System.Security.Cryptography;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;

namespace SplitLearning.Actors.Snapshots;

/// <summary>A state on its way: what has come, what is asked for. At most two requests are open.</summary>
internal sealed class SnapshotTransfer(StateHash hash, int chunkBytes) : IDisposable
{
    private const int Window = 2;

    private readonly List<RequestChunk> _open = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[]? _state; // null until the first chunk tells the size
    private long _requested;
    private long _received;
    private int _hashed; // from the beginning on

    public IReadOnlyList<RequestChunk> Open => _open;

    public bool IsComplete => _state is not null && _received == _state.Length;

    public ReadOnlyMemory<byte> State => _state;

    public double Seconds => _watch.Elapsed.TotalSeconds;

    /// <summary>To be asked once, of a complete state.</summary>
    public bool HashMatches()
    {
        _hash.AppendData(_state.AsSpan(_hashed)); // what came out of order
        return new StateHash(Convert.ToHexStringLower(_hash.GetHashAndReset())) == hash;
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>Requests to send now; until the size is known only the first one is.</summary>
    public IReadOnlyList<RequestChunk> NextRequests()
    {
        var before = _open.Count;
        while (_open.Count < (_state is null ? 1 : Window) && _requested < (_state?.Length ?? 1))
        {
            _open.Add(new RequestChunk(hash, _requested, chunkBytes));
            _requested += chunkBytes;
        }

        return _open.GetRange(before, _open.Count - before);
    }

    /// <summary>Takes a chunk in; a repeated one is ignored.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Accept(SnapshotChunk chunk)
    {
        if (_open.FindIndex(request => request.Offset == chunk.Offset) is var at && at < 0)
        {
            return null;
        }

        if (chunk.Total <= 0 || chunk.Total > Array.MaxLength || chunk.Total != (_state?.Length ?? chunk.Total))
        {
            return $"its size is said to be {chunk.Total} bytes; 1 to {Array.MaxLength}, the same in each chunk, "
                + "is expected";
        }

        if (chunk.Bytes.Length != Math.Min(chunkBytes, chunk.Total - chunk.Offset))
        {
            return $"the chunk at {chunk.Offset} of {chunk.Total} has {chunk.Bytes.Length} bytes";
        }

        // Not zeroed, so that a size that is only claimed costs no memory: pages come with the bytes.
        _state ??= GC.AllocateUninitializedArray<byte>((int)chunk.Total);
        chunk.Bytes.CopyTo(_state.AsMemory((int)chunk.Offset));
        _received += chunk.Bytes.Length;
        if (chunk.Offset == _hashed)
        {
            // While others are on their way: hashing all of them in the end takes as long as the bytes do.
            _hash.AppendData(chunk.Bytes.Span);
            _hashed += chunk.Bytes.Length;
        }

        _open.RemoveAt(at);
        return null;
    }
}
