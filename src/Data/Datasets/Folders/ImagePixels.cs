using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Reads image files as bytes [channels, side, side].</summary>
/// <param name="home">Folder below which the samples lie.</param>
internal sealed class ImagePixels(string home, ImageFolderKind kind)
{
    /// <summary>No photograph is larger; what is, is no image, and not read into memory.</summary>
    private const long MaxFileBytes = 64 << 20;

    /// <summary>Bytes of one sample.</summary>
    public int Size => kind.Normalization.Channels * kind.Side * kind.Side;

    public string PathOf(ImageSample sample) => Path.Combine(home, sample.RelativePath);

    /// <exception cref="InvalidDataException">It cannot be used; the message goes on from the file's name.</exception>
    public byte[] Read(ImageSample sample) =>
        BilinearResize.ToPlanes(
            ImageCodec.Decode(ReadFile(sample), kind.Normalization.Channels), kind.Side, kind.Side);

    /// <summary>Reads a file as it is.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or is larger than any photograph.</exception>
    public byte[] ReadFile(ImageSample sample)
    {
        var path = PathOf(sample);
        try
        {
            var length = new FileInfo(path).Length;
            return length <= MaxFileBytes
                ? File.ReadAllBytes(path)
                : throw new InvalidDataException($"has {length} bytes; at most {MaxFileBytes} are read");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"cannot be read: {cause.Message}", cause);
        }
    }
}
