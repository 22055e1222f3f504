using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Tells image datasets apart by what their samples are named and how large they are.</summary>
internal static class ImageFolderFingerprint
{
    /// <summary>SHA-256 over shape, classes, counts, and each sample's path, size and label in their order.</summary>
    public static string Of(ImageFolderKind kind, IReadOnlyList<ImageSample> train, IReadOnlyList<ImageSample> test)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(kind.Normalization.Channels, kind.Side, kind.Classes.Count, train.Count, test.Count);
        foreach (var (path, label, bytes, _) in train.Concat(test))
        {
            var name = Encoding.UTF8.GetBytes(path);
            Append(name.Length, bytes, label);
            hash.AppendData(name);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(params ReadOnlySpan<long> numbers)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            foreach (var number in numbers)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                hash.AppendData(bytes);
            }
        }
    }
}
