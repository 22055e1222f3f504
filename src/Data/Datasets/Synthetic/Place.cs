using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Where spots of colour lie, and how they are laid over an image of three planes.</summary>
internal static class Place
{
    /// <summary>A point of a disc round the middle of the image, everywhere as likely.</summary>
    /// <returns>From the middle, in shares of the side.</returns>
    public static (float X, float Y) Within(SeededRandom random, float radius)
    {
        while (true)
        {
            var x = (float)random.NextDouble(-radius, radius);
            var y = (float)random.NextDouble(-radius, radius);
            if (x * x + y * y <= radius * radius)
                return (x, y);
        }
    }

    /// <summary>Lays a colour over the pixels round a point, where there is something and not black.</summary>
    /// <param name="reach">Distance that counts as 1, in shares of the side.</param>
    /// <param name="cover">How much of the colour, 0 to 1, by the square of the distance; 0 beyond 1.3.</param>
    public static void Blend(
        float[] planes, int side, float x, float y, float reach, (float R, float G, float B) colour,
        Func<float, float> cover)
    {
        var (middleX, middleY, pixels) = ((x + 0.5f) * side, (y + 0.5f) * side, reach * side);
        var (left, right) = Bounds(middleX, pixels * 1.3f, side);
        var (top, bottom) = Bounds(middleY, pixels * 1.3f, side);
        var size = side * side;
        for (var row = top; row <= bottom; row++)
            for (var column = left; column <= right; column++)
            {
                var (dx, dy) = ((column + 0.5f - middleX) / pixels, (row + 0.5f - middleY) / pixels);
                var at = row * side + column;
                if (planes[at] == 0)
                    continue;
                var share = cover(dx * dx + dy * dy);
                planes[at] += share * (colour.R - planes[at]);
                planes[size + at] += share * (colour.G - planes[size + at]);
                planes[2 * size + at] += share * (colour.B - planes[2 * size + at]);
            }
    }

    private static (int First, int Last) Bounds(float middle, float reach, int side) =>
        ((int)Math.Clamp(middle - reach, 0, side), (int)Math.Clamp(middle + reach, -1, side - 1));
}
