using System.Text.Json;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Tests.Images;

public sealed class BilinearResizeTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    [Fact]
    public void AnySize_Resized_IsWhatPillowGives()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Images", "golden", "resized.json");
        foreach (var golden in JsonSerializer.Deserialize<Case[]>(File.ReadAllText(path), Json)!)
        {
            var image = new RawImage(golden.Width, golden.Height, golden.Channels, golden.Pixels);

            var planes = BilinearResize.ToPlanes(image, golden.TargetHeight, golden.TargetWidth);

            Assert.Equal(PlanesOf(golden.Resized, golden.Channels), planes);
        }
    }

    [Fact]
    public void SameSize_Resized_IsTheImageByChannel()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

        var planes = BilinearResize.ToPlanes(new RawImage(2, 2, 3, pixels), height: 2, width: 2);

        Assert.Equal([1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12], planes);
    }

    [Theory]
    [InlineData(16_384, 1)]
    [InlineData(1_000, 999)]
    [InlineData(3, 224)]
    public void White_Resized_StaysWhite(int from, int to)
    {
        var white = new RawImage(from, 2, 1, [.. Enumerable.Repeat((byte)255, from * 2)]);

        Assert.All(BilinearResize.ToPlanes(white, height: 3, width: to), pixel => Assert.Equal(255, pixel));
    }

    private static byte[] PlanesOf(byte[] interleaved, int channels) =>
        [.. from channel in Enumerable.Range(0, channels)
            from pixel in Enumerable.Range(0, interleaved.Length / channels)
            select interleaved[pixel * channels + channel]];

    private sealed record Case(
        int Channels, int Width, int Height, byte[] Pixels, int TargetWidth, int TargetHeight, byte[] Resized);
}
