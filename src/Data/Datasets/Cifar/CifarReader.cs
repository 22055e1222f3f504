using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Cifar;

/// <summary>Reads CIFAR-10's binary batches, plain or gzipped.</summary>
/// <remarks>
/// Format: https://www.cs.toronto.edu/~kriz/cifar.html: records of a label byte and 3 planes (red, green, blue) of 32
/// rows of 32 bytes.
/// </remarks>
internal static class CifarReader
{
    public const int Side = 32;
    public const int Classes = 10;

    /// <summary>Bytes of an image.</summary>
    public const int ImageSize = 3 * Side * Side;

    /// <summary>What an image is in memory and in a store.</summary>
    public static PixelForm Pixels { get; } = new(Classes, Side, Normalization.Cifar10);

    /// <summary>Bytes of a label and an image.</summary>
    public const int RecordSize = 1 + ImageSize;

    /// <summary>Ten times CIFAR-10; what unpacks to more is something else, and no array holds much more.</summary>
    private const int MaxRecords = 600_000;

    /// <returns>The records, file after file, and those that cannot be used.</returns>
    /// <exception cref="DatasetException">
    /// A file cannot be read or is empty, or a record cannot be used and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static (ByteImages Images, IReadOnlyList<BadSample> Bad) Read(
        IReadOnlyList<string> paths, BadSamplePolicy onBad)
    {
        var records = new Records(onBad);
        foreach (var path in paths)
        {
            var read = DataFile.Read(path, stream => records.Read(path, stream));
            if (read == 0)
                throw new DatasetException($"{path}: expected records of {RecordSize} bytes, found nothing");
        }

        return (records.ToImages(), records.Bad);
    }

    private sealed class Records(BadSamplePolicy onBad)
    {
        private readonly byte[] _record = new byte[RecordSize];
        private readonly List<byte> _labels = [];
        private byte[] _pixels = new byte[64 * ImageSize];

        public List<BadSample> Bad { get; } = [];

        /// <returns>Number of records of the file, bad ones included.</returns>
        public int Read(string path, Stream stream)
        {
            for (var number = 1; ; number++)
            {
                var read = stream.ReadAtLeast(_record, RecordSize, throwOnEndOfStream: false);
                if (read == 0)
                    return number - 1;
                if (number > MaxRecords || _labels.Count == MaxRecords)
                    throw new DatasetException($"{path}: expected at most {MaxRecords} records, found more");
                if (ReasonAgainst(read) is not { } reason)
                    Keep();
                else if (onBad == BadSamplePolicy.Stop)
                    throw new DatasetException($"{path}, record {number}: {reason}");
                else
                    Bad.Add(new BadSample(path, number, reason));
            }
        }

        public ByteImages ToImages() =>
            new(_pixels.AsSpan(0, _labels.Count * ImageSize).ToArray(), [.. _labels]);

        private string? ReasonAgainst(int read) =>
            read < RecordSize ? $"expected {RecordSize} bytes, found {read}"
            : _record[0] >= Classes ? $"expected a label of 0 to {Classes - 1}, found {_record[0]}"
            : null;

        private void Keep()
        {
            var used = _labels.Count * ImageSize;
            if (used == _pixels.Length)
                Array.Resize(ref _pixels, (int)Math.Min(2L * used, (long)MaxRecords * ImageSize));
            _record.AsSpan(1).CopyTo(_pixels.AsSpan(used));
            _labels.Add(_record[0]);
        }
    }
}
