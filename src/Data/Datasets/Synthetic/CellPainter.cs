using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>
/// Draws a stained blood cell on black: pink, of uneven colour, light and outline, with stains and debris; if it is
/// infected, with a small purple parasite in it.
/// </summary>
/// <remarks>
/// Stains take as much from the light as a parasite does, so that mean colours do not tell; what tells is a purple that
/// is dark and sharply bounded. All lengths are shares of the side.
/// </remarks>
internal sealed class CellPainter(int side) : IImagePainter
{
    private const int Infected = 1;

    private readonly float[] _planes = new float[3 * side * side];

    public void Draw(SeededRandom random, int label, Span<byte> planes)
    {
        DrawCell(random, out var radius);
        for (var stains = random.NextInt(4); stains > 0; stains--)
            Spot(random, radius, Stain(random), NextFloat(random, 0.05, 0.16), strength: NextFloat(random, 0.2, 0.6),
                softness: 1);
        for (var debris = random.NextInt(4); debris > 0; debris--)
            Spot(random, radius, Debris(random), NextFloat(random, 0.008, 0.03), strength: NextFloat(random, 0.5, 1),
                softness: 0.2f);
        if (label == Infected)
            new Parasite(random, radius).Draw(_planes, side);
        Develop(random, planes);
    }

    private void DrawCell(SeededRandom random, out float radius)
    {
        radius = NextFloat(random, 0.36, 0.46);
        var aspect = NextFloat(random, 0.85, 1.15);
        var outline = new Knots(9, 0.02, random, closed: true);
        var light = (X: NextFloat(random, -0.35, 0.35), Y: NextFloat(random, -0.35, 0.35));
        var grain = new GrainField(12, 0.05, random);
        Span<float> colour =
            [NextFloat(random, 170, 240), NextFloat(random, 110, 190), NextFloat(random, 120, 200)];
        var size = side * side;
        for (var row = 0; row < side; row++)
            for (var column = 0; column < side; column++)
            {
                var (x, y) = ((column + 0.5f) / side - 0.5f, (row + 0.5f) / side - 0.5f);
                var distance = MathF.Sqrt(x * x * aspect + y * y / aspect);
                var cover = Bump.Edge(radius + outline.At(Turn(x, y)) - distance, 0.02f);
                var shade = cover * (1 + light.X * x + light.Y * y + grain.At(x + 0.5f, y + 0.5f)
                    - 0.1f * Bump.Of(distance / radius));
                for (var channel = 0; channel < 3; channel++)
                    _planes[channel * size + row * side + column] = colour[channel] * shade;
            }
    }

    // The direction as 0 to 1 round the circle, along a diamond: no arc tangent.
    private static float Turn(float x, float y)
    {
        var share = x / (Math.Abs(x) + Math.Abs(y) + 1e-9f);
        return y >= 0 ? 0.25f - 0.25f * share : 0.75f + 0.25f * share;
    }

    private static (float R, float G, float B) Stain(SeededRandom random) =>
        (NextFloat(random, 140, 210), NextFloat(random, 60, 130), NextFloat(random, 110, 190));

    private static (float R, float G, float B) Debris(SeededRandom random) => random.NextInt(3) switch
    {
        0 => (NextFloat(random, 60, 110), NextFloat(random, 30, 70), NextFloat(random, 10, 40)), // brown dirt
        1 => (NextFloat(random, 225, 255), NextFloat(random, 215, 255), NextFloat(random, 205, 255)), // a glint
        _ => (NextFloat(random, 60, 120), NextFloat(random, 80, 130), NextFloat(random, 60, 120)), // grey dust
    };

    private void Spot(
        SeededRandom random, float radius, (float R, float G, float B) colour, float size, float strength,
        float softness)
    {
        var (x, y) = Place.Within(random, radius * 0.95f);
        Place.Blend(_planes, side, x, y, size, colour, square =>
            strength * (softness >= 1 ? Bump.OfSquare(square) : Bump.Edge(1 - MathF.Sqrt(square), softness)));
    }

    private void Develop(SeededRandom random, Span<byte> planes)
    {
        var grain = NextFloat(random, 2, 9);
        for (var i = 0; i < planes.Length; i++)
            planes[i] = _planes[i] == 0 ? (byte)0 : (byte)Math.Clamp(_planes[i] + grain * random.NextNoise(), 0, 255);
    }

    private static float NextFloat(SeededRandom random, double low, double high) => (float)random.NextDouble(low, high);
}
