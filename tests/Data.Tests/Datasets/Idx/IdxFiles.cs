using System.IO.Compression;

namespace SplitLearning.Data.Tests.Datasets.Idx;

/// <summary>IDX files byte by byte.</summary>
internal static class IdxFiles
{
    public static byte[] Labels(params byte[] labels) => [0, 0, 8, 1, 0, 0, 0, (byte)labels.Length, .. labels];

    public static byte[] Images(int count, int side = 28) =>
        [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, (byte)side, 0, 0, 0, (byte)side, .. Pixels(count, side)];

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static IEnumerable<byte> Pixels(int count, int side) =>
        Enumerable.Range(0, count * side * side).Select(i => (byte)(i % 251));
}
