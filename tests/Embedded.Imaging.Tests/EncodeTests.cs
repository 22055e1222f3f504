using Imaging;

namespace Embedded.Imaging.Tests;

public sealed class EncodeTests
{
    private const int Width = 37;
    private const int Height = 23;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Png_WrittenAndRead_IsTheSame(int channels)
    {
        var pixels = Ramp(channels);

        var (header, read) = ImageFile.Decode(ImageFile.EncodePng(pixels, Width, Height, channels), channels);

        Assert.Equal(new ImageHeader(ImageFormat.Png, Width, Height, channels), header);
        Assert.Equal(pixels, read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Jpeg_WrittenAndRead_IsNearlyTheSame(int channels)
    {
        var pixels = Ramp(channels);

        var (header, read) = ImageFile.Decode(
            ImageFile.EncodeJpeg(pixels, Width, Height, channels, quality: 95), channels);

        Assert.Equal(new ImageHeader(ImageFormat.Jpeg, Width, Height, channels), header);
        Assert.True(pixels.Zip(read).Average(pair => Math.Abs(pair.First - pair.Second)) < 3);
    }

    [Fact]
    public void Jpeg_LowerQuality_IsSmaller()
    {
        var pixels = Ramp(channels: 3);

        Assert.True(ImageFile.EncodeJpeg(pixels, Width, Height, 3, quality: 30).Length
            < ImageFile.EncodeJpeg(pixels, Width, Height, 3, quality: 95).Length);
    }

    [Fact]
    public void TooFewPixels_Encoded_AreAnArgumentError() =>
        Assert.Throws<ArgumentException>(() => ImageFile.EncodePng(new byte[10], Width, Height, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void QualityOffTheScale_Encoded_IsAnArgumentError(int quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ImageFile.EncodeJpeg(Ramp(channels: 1), Width, Height, 1, quality));

    private static byte[] Ramp(int channels) =>
        [.. from y in Enumerable.Range(0, Height)
            from x in Enumerable.Range(0, Width)
            from channel in Enumerable.Range(0, channels)
            select (byte)(5 * x + 3 * y + 10 * channel)];
}
