using System.Runtime.CompilerServices;
using System.Text;
using Imaging.Interop;

namespace Imaging;

/// <summary>Reads and writes PNG and JPEG in memory. Safe to call from several threads.</summary>
/// <remarks>
/// Pixels are bytes [height, width, channels]: 1 channel grey, 3 channels red, green and blue. Colours are taken as
/// they are stored (no gamma, no profile, no orientation), alpha is left out, 16 bits become their high byte.
/// </remarks>
public static class ImageFile
{
    private const int ErrorBytes = 256;

    /// <summary>Reads the header only.</summary>
    /// <exception cref="InvalidDataException">Neither PNG nor JPEG, damaged, or larger than allowed.</exception>
    public static ImageHeader Identify(ReadOnlySpan<byte> file, ImageLimits? limits = null)
    {
        var allowed = NativeLimits.Of(limits ?? ImageLimits.Default);
        Span<byte> error = stackalloc byte[ErrorBytes];
        if (Native.im_identify(file, file.Length, allowed, out var header, error, ErrorBytes) == 0)
            throw Damage(error);
        return new ImageHeader((ImageFormat)header.Format, header.Width, header.Height, header.Channels);
    }

    /// <summary>Decodes an image; grey becomes three equal channels, colour becomes grey by ITU-R 601.</summary>
    /// <param name="channels">1 or 3, whatever the file has.</param>
    /// <returns>Header of the file and bytes [height, width, <paramref name="channels"/>].</returns>
    /// <exception cref="InvalidDataException">Neither PNG nor JPEG, damaged, or larger than allowed.</exception>
    public static (ImageHeader Header, byte[] Pixels) Decode(
        ReadOnlySpan<byte> file, int channels, ImageLimits? limits = null)
    {
        EnsureChannels(channels);
        limits ??= ImageLimits.Default;
        var header = Identify(file, limits);
        var size = (long)header.Width * header.Height * channels;
        if (size > Math.Min(limits.MaxBytes, Array.MaxLength))
            throw new InvalidDataException(
                $"is {header.Width} x {header.Height} pixels, {size} bytes; " +
                $"{limits.MaxBytes} are allowed for decoding");
        var pixels = GC.AllocateUninitializedArray<byte>((int)size);
        Span<byte> error = stackalloc byte[ErrorBytes];
        return Native.im_decode(file, file.Length, NativeLimits.Of(limits), header.Width, header.Height, channels,
            pixels, error, ErrorBytes) != 0
            ? (header, pixels)
            : throw Damage(error);
    }

    /// <summary>Writes a PNG of 8 bits a channel.</summary>
    /// <param name="pixels">Bytes [height, width, channels].</param>
    public static byte[] EncodePng(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        EnsureFits(pixels, width, height, channels);
        Span<byte> error = stackalloc byte[ErrorBytes];
        using var file = Native.im_encode_png(pixels, width, height, channels, error, ErrorBytes);
        return file.ToArray(error);
    }

    /// <summary>Writes a baseline JPEG, colour at half resolution (4:2:0).</summary>
    /// <param name="pixels">Bytes [height, width, channels].</param>
    /// <param name="quality">1 to 100, in libjpeg's scale.</param>
    public static byte[] EncodeJpeg(ReadOnlySpan<byte> pixels, int width, int height, int channels, int quality)
    {
        EnsureFits(pixels, width, height, channels);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        Span<byte> error = stackalloc byte[ErrorBytes];
        using var file = Native.im_encode_jpeg(pixels, width, height, channels, quality, error, ErrorBytes);
        return file.ToArray(error);
    }

    internal static InvalidDataException Damage(ReadOnlySpan<byte> error) =>
        new(Encoding.UTF8.GetString(error[..Math.Max(0, error.IndexOf((byte)0))]));

    private static void EnsureFits(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        EnsureChannels(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != (long)width * height * channels)
            throw new ArgumentException(
                $"{width} x {height} pixels of {channels} channels are {(long)width * height * channels} bytes, " +
                $"found {pixels.Length}", nameof(pixels));
    }

    private static void EnsureChannels(int channels, [CallerArgumentExpression(nameof(channels))] string? name = null)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(name, channels, "1 (grey) or 3 (colour) are expected");
    }
}
