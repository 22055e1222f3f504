using Imaging;

namespace SplitLearning.Data.Images;

/// <summary>PNG and JPEG to pixels and back, by libpng and libjpeg-turbo. Safe for several threads.</summary>
/// <remarks>Sizes are limited by <see cref="ImageLimits.Default"/>, before anything is allocated.</remarks>
internal static class ImageCodec
{
    /// <summary>Decodes a PNG or JPEG; alpha is left out, colour becomes grey by ITU-R 601, as in Pillow.</summary>
    /// <param name="channels">1 grey or 3 colour, whatever the file has.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, in another format or too large; the message goes on from the file's name.
    /// </exception>
    public static RawImage Decode(ReadOnlySpan<byte> file, int channels)
    {
        var (header, pixels) = ImageFile.Decode(file, channels);
        return new RawImage(header.Width, header.Height, channels, pixels);
    }

    /// <summary>Writes a PNG of 8 bits a channel.</summary>
    public static byte[] EncodePng(RawImage image) =>
        ImageFile.EncodePng(image.Pixels, image.Width, image.Height, image.Channels);

    /// <summary>Writes a baseline JPEG.</summary>
    /// <param name="quality">1 to 100, in libjpeg's scale.</param>
    public static byte[] EncodeJpeg(RawImage image, int quality) =>
        ImageFile.EncodeJpeg(image.Pixels, image.Width, image.Height, image.Channels, quality);
}
