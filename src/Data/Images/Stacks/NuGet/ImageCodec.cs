using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;

namespace SplitLearning.Data.Images;

/// <summary>PNG and JPEG to pixels and back, by ImageSharp. Safe to call from several threads.</summary>
/// <remarks>Sides up to 16384 pixels, and 256 MiB for an image and its decoding.</remarks>
internal static class ImageCodec
{
    private const int MaxSide = 16_384;

    private static readonly DecoderOptions Options = new()
    {
        Configuration = new Configuration(new PngConfigurationModule(), new JpegConfigurationModule())
        {
            MemoryAllocator = MemoryAllocator.Create(new() { AllocationLimitMegabytes = 256 }),
        },
        MaxFrames = 1,
        SkipMetadata = true,
    };

    /// <summary>Decodes a PNG or JPEG; alpha is left out, colour becomes grey by ITU-R 601, as in Pillow.</summary>
    /// <param name="channels">1 grey or 3 colour, whatever the file has.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, in another format or too large; the message goes on from the file's name.
    /// </exception>
    public static RawImage Decode(ReadOnlySpan<byte> file, int channels)
    {
        if (file.IsEmpty)
            throw new InvalidDataException("is empty");
        try
        {
            EnsureSupported(Image.Identify(Options, file));
            using var image = Image.Load<Rgb24>(Options, file);
            var pixels = new byte[image.Width * image.Height * 3];
            image.CopyPixelDataTo(pixels);
            return new RawImage(image.Width, image.Height, channels, channels == 3 ? pixels : GreyOf(pixels));
        }
        catch (UnknownImageFormatException cause)
        {
            throw new InvalidDataException(
                $"is neither PNG nor JPEG: it begins with {Convert.ToHexString(file[..Math.Min(8, file.Length)])}",
                cause);
        }
        catch (Exception cause) when (cause is ImageFormatException or InvalidMemoryOperationException)
        {
            throw new InvalidDataException($"is damaged or too large: {cause.Message}", cause);
        }
    }

    /// <summary>Writes a PNG of 8 bits a channel.</summary>
    public static byte[] EncodePng(RawImage image) => Encode(image, new PngEncoder { BitDepth = PngBitDepth.Bit8 });

    /// <summary>Writes a baseline JPEG.</summary>
    /// <param name="quality">1 to 100.</param>
    public static byte[] EncodeJpeg(RawImage image, int quality) =>
        Encode(image, new JpegEncoder { Quality = quality });

    private static void EnsureSupported(ImageInfo info)
    {
        if (info.Width > MaxSide || info.Height > MaxSide)
            throw new InvalidDataException(
                $"is {info.Width} x {info.Height} pixels; {MaxSide} a side are allowed");
        if (info.Metadata.DecodedImageFormat is JpegFormat &&
            info.Metadata.GetJpegMetadata().ColorType is JpegEncodingColor.Cmyk or JpegEncodingColor.Ycck)
            throw new InvalidDataException("is a JPEG in CMYK, for printing; grey or RGB is expected");
    }

    private static byte[] Encode(RawImage image, IImageEncoder encoder)
    {
        using var file = new MemoryStream();
        if (image.Channels == 3)
            Save<Rgb24>();
        else
            Save<L8>();
        return file.ToArray();

        void Save<TPixel>()
            where TPixel : unmanaged, IPixel<TPixel>
        {
            using var loaded = Image.LoadPixelData<TPixel>(image.Pixels, image.Width, image.Height);
            loaded.Save(file, encoder);
        }
    }

    // ImageSharp's own L8 is by ITU-R 709; this is the fixed point of Pillow's mode "L", by ITU-R 601.
    private static byte[] GreyOf(byte[] rgb)
    {
        var grey = new byte[rgb.Length / 3];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = (byte)((rgb[3 * i] * 19595 + rgb[3 * i + 1] * 38470 + rgb[3 * i + 2] * 7471 + 0x8000) >> 16);
        return grey;
    }
}
