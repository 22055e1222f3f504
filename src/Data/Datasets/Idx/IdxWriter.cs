using System.Buffers.Binary;

namespace SplitLearning.Data.Datasets.Idx;

/// <summary>Writes plain IDX files of unsigned bytes.</summary>
internal static class IdxWriter
{
    /// <param name="sizes">Length of each dimension, outermost first; their product is the number of values.</param>
    public static void Write(string path, ReadOnlySpan<int> sizes, ReadOnlySpan<byte> values)
    {
        Span<byte> header = stackalloc byte[4 + 4 * sizes.Length];
        header.Clear();
        header[2] = 8;
        header[3] = (byte)sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header[(4 + 4 * i)..], sizes[i]);
        using var file = File.Create(path);
        file.Write(header);
        file.Write(values);
    }
}
