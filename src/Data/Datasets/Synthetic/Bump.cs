namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Soft shapes without an exponential, whose last bit differs between systems.</summary>
internal static class Bump
{
    /// <summary>1 in the middle, 0 from a distance of 1 on, smooth between.</summary>
    public static float Of(float distance) => OfSquare(distance * distance);

    /// <param name="square">The distance squared.</param>
    public static float OfSquare(float square)
    {
        var rest = Math.Max(0, 1 - square);
        return rest * rest;
    }

    /// <summary>1 inside, 0 outside: an edge that is soft over <paramref name="softness"/>.</summary>
    /// <param name="depth">How far inside; negative outside.</param>
    public static float Edge(float depth, float softness) => Math.Clamp(depth / softness + 0.5f, 0, 1);
}
