using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SplitLearning.Data.Stores;

/// <summary>Hashes that tell whether a store still holds what was put into it.</summary>
public static class ContentHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>SHA-256 over a sample: label and length of the name (int32), the name in UTF-8, the content.</summary>
    public static byte[] Of(byte label, string fileName, ReadOnlySpan<byte> data)
    {
        var nameBytes = Encoding.UTF8.GetByteCount(fileName);
        var length = 2 * sizeof(int) + nameBytes + data.Length;
        // In one piece: for a digit, setting up a hash that is fed in pieces costs more than the hash.
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(whole, label);
            BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(sizeof(int)), nameBytes);
            var content = whole.AsSpan(2 * sizeof(int));
            Encoding.UTF8.GetBytes(fileName, content);
            data.CopyTo(content[nameBytes..]);
            return SHA256.HashData(whole.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    /// <summary>Adds one sample to the hash of a collection: its id (int32), then its hash.</summary>
    internal static void AppendSample(IncrementalHash collection, int id, ReadOnlySpan<byte> contentHash)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, id);
        collection.AppendData(bytes);
        collection.AppendData(contentHash);
    }
}
