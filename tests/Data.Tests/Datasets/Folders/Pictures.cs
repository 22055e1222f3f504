using SplitLearning.Data.Images;

namespace SplitLearning.Data.Tests.Datasets.Folders;

/// <summary>Small image files of one brightness.</summary>
internal static class Pictures
{
    public static byte[] Png(byte brightness, int channels = 1) =>
        ImageCodec.EncodePng(Plain(brightness, channels));

    public static byte[] Jpeg(byte brightness, int channels = 1) =>
        ImageCodec.EncodeJpeg(Plain(brightness, channels), quality: 90);

    private static RawImage Plain(byte brightness, int channels) =>
        new(6, 5, channels, [.. Enumerable.Repeat(brightness, 6 * 5 * channels)]);
}
