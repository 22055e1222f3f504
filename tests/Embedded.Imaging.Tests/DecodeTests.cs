using Imaging;

namespace Embedded.Imaging.Tests;

public sealed class DecodeTests
{
    public static TheoryData<string> Readable => new(Golden.Names.Where(name => Golden.Case(name).Rgb is not null));

    [Theory]
    [MemberData(nameof(Readable))]
    public void AnyKind_DecodedAsColour_IsWhatPillowReads(string name)
    {
        var expected = Golden.Case(name);

        var (header, pixels) = ImageFile.Decode(expected.File, channels: 3);

        Assert.Equal((Golden.Width, Golden.Height), (header.Width, header.Height));
        Assert.Equal(expected.Rgb, pixels);
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void AnyKind_DecodedAsGrey_IsWhatPillowReads(string name)
    {
        var expected = Golden.Case(name);

        var (_, pixels) = ImageFile.Decode(expected.File, channels: 1);

        Assert.Equal(expected.Grey, pixels);
    }

    [Theory]
    [InlineData("png_grey1", ImageFormat.Png, 1)]
    [InlineData("png_grey_alpha8", ImageFormat.Png, 1)]
    [InlineData("png_palette4", ImageFormat.Png, 3)]
    [InlineData("png_rgba16_interlaced", ImageFormat.Png, 3)]
    [InlineData("jpeg_grey_progressive", ImageFormat.Jpeg, 1)]
    [InlineData("jpeg_rgb", ImageFormat.Jpeg, 3)]
    public void Header_Identified_SaysFormatSizeAndChannels(string name, ImageFormat format, int channels)
    {
        var header = ImageFile.Identify(Golden.Case(name).File);

        Assert.Equal(new ImageHeader(format, Golden.Width, Golden.Height, channels), header);
    }

    [Fact]
    public void Cmyk_Decoded_IsRefusedInWords()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(Golden.Case("refused_jpeg_cmyk").File, 3));

        Assert.Equal("is a JPEG in CMYK, for printing; grey or RGB is expected", refusal.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void UnknownChannels_Decoded_AreAnArgumentError(int channels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFile.Decode(Golden.Case("jpeg_rgb").File, channels));
}
