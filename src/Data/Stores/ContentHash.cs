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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var name = Encoding.UTF8.GetBytes(fileName);
        AppendNumbers(hash, label, name.Length);
        hash.AppendData(name);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary>Adds one sample to the hash of a collection: its id (int32), then its hash.</summary>
    internal static void AppendSample(IncrementalHash collection, int id, ReadOnlySpan<byte> contentHash)
    {
        AppendNumbers(collection, id);
        collection.AppendData(contentHash);
    }

    private static void AppendNumbers(IncrementalHash hash, params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }
    }
}
