using System.Buffers;

namespace SplitLearning.Data.Datasets.Cifar;

/// <summary>Reads CIFAR-10's binary form: records of a label byte and 3072 bytes [3, 32, 32].</summary>
/// <remarks>Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.</remarks>
internal static class CifarReader
{
    internal const int Side = 32;
    internal const int ImageBytes = 3 * Side * Side;
    internal const int Classes = 10;

    /// <param name="path">The file, plain or gzipped.</param>
    /// <param name="skipped">Gets the bad records; null: the first one is an error.</param>
    /// <exception cref="DatasetException">The file cannot be read, is too big, or has a bad record.</exception>
    public static ByteImages Read(string path, List<BadSample>? skipped) =>
        DataFile.Read(path, stream => Read(path, stream, skipped));

    private static ByteImages Read(string path, Stream stream, List<BadSample>? skipped)
    {
        var pixels = new ArrayBufferWriter<byte>();
        var labels = new ArrayBufferWriter<byte>();
        var record = new byte[1 + ImageBytes];
        for (var number = 1L; ; number++)
        {
            var read = stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false);
            if (read == 0)
                return new ByteImages(pixels.WrittenSpan.ToArray(), labels.WrittenSpan.ToArray());
            if (ProblemOf(record, read) is { } problem)
            {
                if (skipped is null)
                    throw new DatasetException($"{path} record {number}: {problem}");
                skipped.Add(new BadSample(path, number, problem));
                continue;
            }

            if (pixels.WrittenCount > Array.MaxLength - ImageBytes)
                throw new DatasetException($"{path}: expected at most {Array.MaxLength} bytes of images, found more");
            labels.Write(record.AsSpan(0, 1));
            pixels.Write(record.AsSpan(1));
        }
    }

    private static string? ProblemOf(byte[] record, int read) =>
        read < record.Length ? $"expected {record.Length} bytes, found {read}"
        : record[0] >= Classes ? $"expected a label from 0 to {Classes - 1}, found {record[0]}"
        : null;
}
