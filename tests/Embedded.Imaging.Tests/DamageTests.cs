using System.Buffers.Binary;
using Imaging;

namespace Embedded.Imaging.Tests;

public sealed class DamageTests
{
    [Fact]
    public void NoBytes_Decoded_AreCalledEmpty() => Assert.Equal("is empty", Refusal([]));

    [Fact]
    public void AnotherFormat_Decoded_IsNamedByItsFirstBytes() =>
        Assert.Equal("is neither PNG nor JPEG: it begins with 47 49 46 38 39 61", Refusal("GIF89a"u8));

    [Theory]
    [InlineData("png_rgb8", "is a damaged PNG: the file ends early")]
    [InlineData("png_rgb8_interlaced", "is a damaged PNG: the file ends early")]
    [InlineData("jpeg_rgb", "is a damaged JPEG: the file ends early")]
    [InlineData("jpeg_grey_progressive", "is a damaged JPEG: the file ends early")]
    public void AnyTail_CutOff_IsAnError(string name, string reason)
    {
        var file = Golden.Case(name).File;

        for (var length = 12; length < file.Length; length++)
            Assert.Equal(reason, Refusal(file.AsSpan(0, length)));
    }

    [Fact]
    public void PngWithAFlippedBit_Decoded_IsAnError()
    {
        var file = Golden.Case("png_rgb8").File.ToArray();
        file[file.Length / 2] ^= 1;

        Assert.StartsWith("is a damaged PNG: ", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void WiderThanAllowed_Decoded_IsRefusedWithTheLimit() =>
        Assert.Equal("is 19 x 13 pixels; 18 a side are allowed",
            Refusal(Golden.Case("png_rgb8").File, new ImageLimits(MaxSide: 18, MaxBytes: 1 << 20)));

    [Fact]
    public void HugeHeader_Decoded_IsRefusedWithoutAllocating()
    {
        var file = WithSize(Golden.Case("png_grey8").File, width: 16_000, height: 16_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reason = Refusal(file, new ImageLimits(MaxSide: 16_000, MaxBytes: 1 << 20));

        Assert.Equal("is 16000 x 16000 pixels, 768000000 bytes; 1048576 are allowed for decoding", reason);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData("png_rgb8", 10_000)] // a PNG is unpacked with a window of 32 KiB
    [InlineData("jpeg_rgb_progressive", 600)] // of a progressive JPEG the coefficients of all blocks are held
    public void DecodersOwnMemory_BeyondTheLimit_IsRefused(string name, long maxBytes) =>
        Assert.Equal($"needs more than the {maxBytes} bytes allowed for decoding",
            Refusal(Golden.Case(name).File, new ImageLimits(MaxSide: 100, maxBytes), channels: 1));

    [Fact]
    public void JpegOfTooManyScans_Decoded_IsRefused() =>
        Assert.Equal("is a damaged JPEG: it has more than 100 scans",
            Refusal(Golden.Case("refused_jpeg_of_many_scans").File));

    private static byte[] WithSize(byte[] png, int width, int height)
    {
        var file = png.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), PngCrc.Of(file.AsSpan(12, 17)));
        return file;
    }

    private static string Refusal(ReadOnlySpan<byte> file, ImageLimits? limits = null, int channels = 3)
    {
        var bytes = file.ToArray();
        return Assert.Throws<InvalidDataException>(() => ImageFile.Decode(bytes, channels, limits)).Message;
    }
}
