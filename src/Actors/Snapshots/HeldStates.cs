using SplitLearning.Actors.Protocols;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Snapshots;

/// <summary>The states that this process can give out, of the client model for one; they outlive the actors.</summary>
/// <remarks>
/// A node that was cut off from the server starts its actors anew, and another party may need what it holds to go on.
/// Safe for use by several threads.
/// </remarks>
/// <param name="statesInMemory">The newest so many are kept in memory, from 1.</param>
public sealed class HeldStates(int statesInMemory)
{
    // The newest one, and the one before it: where the newest is lost with its only holder, the run goes back to that.
    private const int StatesOfAnAgent = 2;

    private readonly Lock _guard = new();
    private readonly List<(StateHash Hash, ReadOnlyMemory<byte> State)> _inMemory = [];
    private readonly Dictionary<StateHash, string> _onDisk = [];
    private string _run = "";

    /// <summary>As an agent needs it.</summary>
    public HeldStates()
        : this(StatesOfAnAgent)
    {
    }

    /// <summary>All of them, the newest last.</summary>
    public IReadOnlyList<StateHash> Hashes
    {
        get
        {
            lock (_guard)
            {
                return [.. _onDisk.Keys.Concat(_inMemory.Select(held => held.Hash)).Distinct()];
            }
        }
    }

    /// <summary>The highest turn number of the run that this process has heard of.</summary>
    public int LastTurn { get; private set; }

    /// <summary>How often the process has begun to take part in a run.</summary>
    public int Lives { get; private set; }

    /// <summary>The process takes part in this run from now on; what it held of another one is dropped.</summary>
    public void BeginRun(string runId)
    {
        lock (_guard)
        {
            Lives++;
            if (runId == _run)
            {
                return;
            }

            _run = runId;
            _inMemory.Clear();
            _onDisk.Clear();
            LastTurn = 0;
        }
    }

    /// <summary>Notes a turn of the run.</summary>
    public void Note(TurnId turn)
    {
        lock (_guard)
        {
            LastTurn = Math.Max(LastTurn, turn.Number);
        }
    }

    /// <summary>Holds a state in memory, and drops the oldest one there.</summary>
    public void Keep(StateHash hash, ReadOnlyMemory<byte> state)
    {
        lock (_guard)
        {
            _inMemory.RemoveAll(held => held.Hash == hash);
            _inMemory.Add((hash, state));
            if (_inMemory.Count > statesInMemory)
            {
                _inMemory.RemoveAt(0);
            }
        }
    }

    /// <summary>These files are the states on disk from now on.</summary>
    /// <param name="files">Path of each state's file.</param>
    public void KeepFiles(IReadOnlyDictionary<StateHash, string> files)
    {
        lock (_guard)
        {
            _onDisk.Clear();
            foreach (var (hash, file) in files)
            {
                _onDisk[hash] = file;
            }
        }
    }

    /// <summary>Gives a state's bytes when called, from memory or disk; null: it is not held.</summary>
    /// <remarks>What comes from disk is compared with the hash; a file that differs is no longer held.</remarks>
    /// <exception cref="StateException">By the call: the file cannot be read, or was changed.</exception>
    public Func<ReadOnlyMemory<byte>>? Find(StateHash hash)
    {
        lock (_guard)
        {
            var at = _inMemory.FindIndex(held => held.Hash == hash);
            if (at >= 0)
            {
                var state = _inMemory[at].State;
                return () => state;
            }

            return _onDisk.TryGetValue(hash, out var file) ? () => ReadVerified(hash, file) : null;
        }
    }

    /// <summary>A part of a state.</summary>
    /// <returns>Its bytes, fewer at the end, and the size of the whole; null: the state is not held.</returns>
    /// <exception cref="IOException">The state is on disk and cannot be read.</exception>
    public (ReadOnlyMemory<byte> Bytes, long Total)? Read(StateHash hash, long offset, int length)
    {
        string? file;
        lock (_guard)
        {
            var at = _inMemory.FindIndex(held => held.Hash == hash);
            if (at >= 0)
            {
                var state = _inMemory[at].State;
                return (SliceOf(state, offset, length), state.Length);
            }

            if (!_onDisk.TryGetValue(hash, out file))
            {
                return null;
            }
        }

        return ReadFile(file, offset, length);
    }

    private ReadOnlyMemory<byte> ReadVerified(StateHash hash, string file)
    {
        try
        {
            var state = File.ReadAllBytes(file);
            var found = StateHash.Of(state);
            return found == hash
                ? state
                : throw new StateException($"{file}: expected SHA-256 {hash.Hex}, found {found.Hex}");
        }
        catch (Exception e) when (e is StateException or IOException or UnauthorizedAccessException)
        {
            lock (_guard)
            {
                _onDisk.Remove(hash); // the next one to ask turns to somebody else
            }

            throw e as StateException ?? new StateException($"Cannot read {file}: {e.Message}", e);
        }
    }

    private static ReadOnlyMemory<byte> SliceOf(ReadOnlyMemory<byte> state, long offset, int length) =>
        offset < 0 || offset >= state.Length || length <= 0
            ? default
            : state.Slice((int)offset, (int)Math.Min(length, state.Length - offset));

    private static (ReadOnlyMemory<byte> Bytes, long Total) ReadFile(string file, long offset, int length)
    {
        using var handle = File.OpenHandle(file);
        var total = RandomAccess.GetLength(handle);
        if (offset < 0 || offset >= total || length <= 0)
        {
            return (default, total);
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, total - offset));
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), offset + read) is > 0 and var count)
        {
            read += count;
        }

        return (bytes.AsMemory(0, read), total);
    }
}
