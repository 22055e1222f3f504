namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>The ten shapes of the synthetic colour images, each within the unit circle or little more.</summary>
internal static class Shapes
{
    public const int Disc = 0;

    /// <param name="shape">0 to 9.</param>
    public static bool Contains(int shape, float x, float y)
    {
        var square = x * x + y * y;
        var (width, height) = (Math.Abs(x), Math.Abs(y));
        return shape switch
        {
            Disc => square < 0.8f,
            1 => square is > 0.3f and < 0.9f, // ring
            2 => Math.Max(width, height) < 0.75f, // square
            3 => y < 0.7f && y > -0.8f + 2 * width, // triangle
            4 => Math.Min(width, height) < 0.25f && Math.Max(width, height) < 0.95f, // cross
            5 => width < 0.9f && height < 0.85f && (int)((y + 0.85f) / 0.34f) % 2 == 0, // three bars
            6 => Math.Max(width, height) < 0.8f && x * y > 0, // two squares that meet
            7 => square < 0.85f && (x - 0.45f) * (x - 0.45f) + y * y > 0.6f, // crescent
            8 => (width - 0.55f) * (width - 0.55f) + y * y < 0.18f, // two discs
            _ => height < 0.28f && width < 1, // one bar
        };
    }
}
