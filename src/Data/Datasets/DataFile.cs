using System.IO.Compression;

namespace SplitLearning.Data.Datasets;

/// <summary>Opens data files, plain or gzipped; their first bytes tell which.</summary>
internal static class DataFile
{
    /// <param name="path">The file; its name does not matter.</param>
    /// <param name="read">Gets its content, unpacked.</param>
    /// <exception cref="DatasetException">It cannot be read, or the gzip data are damaged.</exception>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            if (!IsGzip(file))
                return read(file);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            return read(unpacked);
        }
        catch (InvalidDataException damage)
        {
            throw new DatasetException($"{path}: damaged gzip data ({damage.Message})", damage);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path}: cannot be read ({cause.Message})", cause);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        var first = file.ReadByte();
        var second = file.ReadByte();
        file.Position = 0;
        return first == 0x1f && second == 0x8b;
    }
}
