using System.Buffers.Binary;

namespace SplitLearning.Data.Datasets.Idx;

/// <summary>Reads IDX files of unsigned bytes, plain or gzipped; their first bytes tell which.</summary>
/// <remarks>Format: http://yann.lecun.com/exdb/mnist: 00 00 08 (unsigned byte), rank, big-endian sizes, data.</remarks>
internal static class IdxReader
{
    private const int UnsignedByte = 8;

    /// <param name="path">The file; its name does not matter.</param>
    /// <param name="rank">Number of dimensions that it must have.</param>
    /// <exception cref="DatasetException">It cannot be read, or is not exactly an IDX file of that rank.</exception>
    public static IdxArray Read(string path, int rank) => DataFile.Read(path, stream => Parse(path, stream, rank));

    private static IdxArray Parse(string path, Stream stream, int rank)
    {
        var header = new byte[4 + 4 * rank];
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        CheckMagic(path, header.AsSpan(0, Math.Min(read, 4)), rank);
        if (read < header.Length)
            throw new DatasetException($"{path}: expected a header of {header.Length} bytes, found {read}");
        var sizes = new int[rank];
        for (var i = 0; i < rank; i++)
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * i));
        return new IdxArray(sizes, ReadValues(path, stream, sizes));
    }

    private static void CheckMagic(string path, ReadOnlySpan<byte> found, int rank)
    {
        ReadOnlySpan<byte> expected = [0, 0, UnsignedByte, (byte)rank];
        if (found.SequenceEqual(expected))
            return;
        var foundText = found.IsEmpty ? "nothing" : $"0x{Convert.ToHexString(found)}";
        throw new DatasetException($"{path}: expected the IDX magic number 0x{Convert.ToHexString(expected)} " +
            $"(unsigned bytes, {rank} dimensions), found {foundText}");
    }

    private static byte[] ReadValues(string path, Stream stream, int[] sizes)
    {
        var count = CountOf(path, sizes);
        var values = new byte[Math.Min(count, 1 << 20)];
        var read = 0;
        // Grows with what is there: a damaged size must not allocate gigabytes.
        while (read < count)
        {
            if (read == values.Length)
                Array.Resize(ref values, (int)Math.Min(count, values.Length * 4L));
            var more = stream.Read(values, read, values.Length - read);
            if (more == 0)
                throw new DatasetException(
                    $"{path}: expected {count} bytes of data ({string.Join(" x ", sizes)}), found {read}");
            read += more;
        }

        if (stream.ReadByte() >= 0)
            throw new DatasetException(
                $"{path}: expected {count} bytes of data ({string.Join(" x ", sizes)}), found more behind them");
        return values;
    }

    private static int CountOf(string path, int[] sizes)
    {
        var count = 1L;
        foreach (var size in sizes)
        {
            count = size < 0 ? -1 : count * size;
            if (count is < 0 or > int.MaxValue)
                throw new DatasetException($"{path}: expected dimensions of at most {int.MaxValue} bytes in all, " +
                    $"found {string.Join(" x ", sizes.Select(s => (uint)s))}");
        }

        return (int)count;
    }
}
