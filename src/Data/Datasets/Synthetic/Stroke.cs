namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>One movement of the pen in the unit square, x to the right, y downwards.</summary>
/// <param name="Smooth">A curve through the points instead of straight lines between them.</param>
internal readonly record struct Stroke(bool Smooth, (float X, float Y)[] Points);
