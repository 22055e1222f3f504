using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>A malaria parasite in one of its stages: a ring with a dot on it, dots, or a band across.</summary>
internal readonly struct Parasite
{
    private readonly SeededRandom _random;
    private readonly (float R, float G, float B) _purple;
    private readonly (float X, float Y) _middle;
    private readonly float _size;

    /// <param name="cellRadius">In shares of the image's side, as all lengths.</param>
    public Parasite(SeededRandom random, float cellRadius)
    {
        _random = random;
        _purple = (Next(80, 140), Next(10, 60), Next(100, 160));
        _middle = Place.Within(random, cellRadius * 0.8f);
        _size = Next(0.03, 0.065);
        float Next(double low, double high) => (float)random.NextDouble(low, high);
    }

    public void Draw(float[] planes, int side)
    {
        switch (_random.NextInt(3))
        {
            case 0:
                Ring(planes, side);
                break;
            case 1:
                Dots(planes, side);
                break;
            default:
                Band(planes, side);
                break;
        }
    }

    private void Ring(float[] planes, int side)
    {
        Place.Blend(planes, side, _middle.X, _middle.Y, _size, _purple,
            square => 0.9f * Bump.Edge(0.32f - Math.Abs(MathF.Sqrt(square) - 0.8f), 0.3f));
        var (x, y) = Place.Within(_random, _size);
        Dot(planes, side, (_middle.X + x, _middle.Y + y), _size * 0.5f);
    }

    private void Dots(float[] planes, int side)
    {
        for (var dots = 1 + _random.NextInt(4); dots > 0; dots--)
        {
            var (x, y) = Place.Within(_random, _size * 1.5f);
            Dot(planes, side, (_middle.X + x, _middle.Y + y), _size * (float)_random.NextDouble(0.35, 0.7));
        }
    }

    private void Band(float[] planes, int side)
    {
        var (dx, dy) = Place.Within(_random, 0.07f);
        const int steps = 12;
        for (var step = -steps; step <= steps; step++)
            Dot(planes, side, (_middle.X + dx * step / steps, _middle.Y + dy * step / steps), _size * 0.4f);
    }

    private void Dot(float[] planes, int side, (float X, float Y) at, float size) =>
        Place.Blend(planes, side, at.X, at.Y, size, _purple,
            square => 0.9f * Bump.Edge(1 - MathF.Sqrt(square), 0.4f));
}
