using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Draws one digit at a time: a glyph with shaky strokes, distorted, with clutter and noise.</summary>
/// <remarks>The ranges are chosen so that a linear model stays far below a convolutional one: see the tests.</remarks>
internal sealed class DigitPainter(int side)
{
    private const float Shake = 0.035f;
    private const int StepsPerSpan = 4;

    private readonly Canvas _canvas = new(side);
    private readonly (float X, float Y)[] _points = new (float X, float Y)[16];

    /// <summary>Draws the digit of a random stream.</summary>
    /// <param name="pixels">Receives the image, side x side.</param>
    /// <returns>The digit, 0 to 9.</returns>
    public byte Draw(SeededRandom random, Span<byte> pixels)
    {
        var digit = random.NextInt(10);
        var ways = DigitGlyphs.Of(digit);
        var strokes = ways[random.NextInt(ways.Count)];
        var distortion = new Distortion(side, random);
        var radius = (float)random.NextDouble(0.6, 1.7);
        var darkness = (float)random.NextDouble(0.6, 1);
        _canvas.Clear();
        foreach (var stroke in strokes)
            Draw(stroke, distortion, radius, darkness, random);
        Clutter(random);
        Develop(random, pixels);
        return (byte)digit;
    }

    private void Draw(Stroke stroke, Distortion distortion, float radius, float darkness, SeededRandom random)
    {
        var points = _points.AsSpan(0, stroke.Points.Length);
        for (var i = 0; i < points.Length; i++)
            points[i] = Shaken(stroke.Points[i], random);
        var last = distortion.Map(points[0]);
        for (var i = 1; i < points.Length; i++)
            for (var step = 1; step <= StepsPerSpan; step++)
            {
                var next = distortion.Map(At(points, stroke.Smooth, i, step / (float)StepsPerSpan));
                _canvas.Line(last, next, radius, darkness);
                last = next;
            }
    }

    private static (float X, float Y) Shaken((float X, float Y) point, SeededRandom random) =>
        (point.X + Shake * (float)random.NextGaussian(), point.Y + Shake * (float)random.NextGaussian());

    /// <summary>The point at <paramref name="t"/> (0 to 1) of the way to point <paramref name="end"/>.</summary>
    private static (float X, float Y) At(ReadOnlySpan<(float X, float Y)> points, bool smooth, int end, float t)
    {
        var (from, to) = (points[end - 1], points[end]);
        if (!smooth)
            return (from.X + (to.X - from.X) * t, from.Y + (to.Y - from.Y) * t);
        var before = points[Math.Max(end - 2, 0)];
        var after = points[Math.Min(end + 1, points.Length - 1)];
        return (Spline(before.X, from.X, to.X, after.X, t), Spline(before.Y, from.Y, to.Y, after.Y, t));
    }

    // Catmull and Rom: through the points, with tangents along their neighbours.
    private static float Spline(float before, float from, float to, float after, float t) =>
        from + 0.5f * t * (to - before
            + t * (2 * before - 5 * from + 4 * to - after + t * (3 * (from - to) + after - before)));

    private void Clutter(SeededRandom random)
    {
        for (var remaining = random.NextInt(4); remaining > 0; remaining--)
        {
            var from = (X: Anywhere(), Y: Anywhere());
            var to = (from.X + Step(), from.Y + Step());
            _canvas.Line(from, to, radius: 0.6f, darkness: (float)random.NextDouble(0.3, 0.9));
        }

        float Anywhere() => (float)random.NextDouble(0, side);
        float Step() => (float)random.NextDouble(-5, 5);
    }

    private void Develop(SeededRandom random, Span<byte> pixels)
    {
        var grain = (float)random.NextDouble(10, 40);
        var ink = _canvas.Ink;
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(255 * ink[i] + grain * random.NextNoise(), 0, 255);
    }
}
