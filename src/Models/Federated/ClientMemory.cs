using Microsoft.Win32.SafeHandles;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>Where the clients of a node keep their momentum between rounds: blocks of one size.</summary>
/// <remarks>Different blocks may be used by different threads at the same time.</remarks>
internal abstract class ClientMemory : IDisposable
{
    /// <summary>As files are, where it would not fit into memory, and there is a place for them.</summary>
    /// <param name="blocks">How many.</param>
    /// <param name="blockBytes">Size of each.</param>
    /// <param name="scratch">Null: in memory, whatever the size.</param>
    /// <exception cref="StateException">The file cannot be made.</exception>
    public static ClientMemory Create(int blocks, int blockBytes, ScratchSpace? scratch) =>
        scratch is not null && (long)blocks * blockBytes > scratch.FromBytes
            ? new OnDisk(scratch.Folder, blockBytes)
            : new InMemory(blocks, blockBytes);

    /// <exception cref="StateException">The disk is full, or fails.</exception>
    public abstract void Write(int block, int offset, ReadOnlySpan<byte> bytes);

    /// <summary>What was written; zeros where nothing was.</summary>
    /// <exception cref="StateException">The disk fails.</exception>
    public abstract void Read(int block, int offset, Span<byte> bytes);

    public abstract void Dispose();

    private sealed class InMemory(int blocks, int blockBytes) : ClientMemory
    {
        private readonly byte[]?[] _blocks = new byte[blocks][];

        public override void Write(int block, int offset, ReadOnlySpan<byte> bytes) =>
            bytes.CopyTo((_blocks[block] ??= new byte[blockBytes]).AsSpan(offset));

        public override void Read(int block, int offset, Span<byte> bytes)
        {
            if (_blocks[block] is { } written)
                written.AsSpan(offset, bytes.Length).CopyTo(bytes);
            else
                bytes.Clear();
        }

        public override void Dispose()
        {
        }
    }

    /// <summary>One file without a name: it goes with the process, however that ends.</summary>
    private sealed class OnDisk : ClientMemory
    {
        private readonly string _path;
        private readonly int _blockBytes;
        private readonly SafeFileHandle _file;

        public OnDisk(string folder, int blockBytes)
        {
            (_path, _blockBytes) = (Path.Combine(folder, "clients.scratch"), blockBytes);
            _file = Guarded("make", () =>
            {
                Directory.CreateDirectory(folder);
                var file = File.OpenHandle(_path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete);
                File.Delete(_path);
                return file;
            });
        }

        public override void Write(int block, int offset, ReadOnlySpan<byte> bytes)
        {
            try
            {
                RandomAccess.Write(_file, bytes, PlaceOf(block, offset));
            }
            catch (IOException cause)
            {
                throw Failure("write", cause);
            }
        }

        public override void Read(int block, int offset, Span<byte> bytes)
        {
            try
            {
                var place = PlaceOf(block, offset);
                while (bytes.Length > 0 && RandomAccess.Read(_file, bytes, place) is > 0 and var read)
                {
                    bytes = bytes[read..];
                    place += read;
                }

                bytes.Clear(); // behind the end of the file nothing was written yet
            }
            catch (IOException cause)
            {
                throw Failure("read", cause);
            }
        }

        public override void Dispose() => _file.Dispose();

        private long PlaceOf(int block, int offset) => (long)block * _blockBytes + offset;

        private T Guarded<T>(string verb, Func<T> act)
        {
            try
            {
                return act();
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw Failure(verb, cause);
            }
        }

        private StateException Failure(string verb, Exception cause) =>
            new($"Cannot {verb} {_path}, where the clients' momentum is kept: {cause.Message}", cause);
    }
}

/// <summary>A folder for what does not fit into memory.</summary>
/// <param name="Folder">Made when it is needed.</param>
/// <param name="FromBytes">What is at most as large stays in memory.</param>
public sealed record ScratchSpace(string Folder, long FromBytes);
