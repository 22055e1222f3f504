using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>
/// Draws one of ten shapes, turned and sized by chance, somewhere, in any colour on a ground of any other, with clutter
/// and noise.
/// </summary>
/// <remarks>Colour and place say nothing about the class, so a linear model learns little: see the tests.</remarks>
internal sealed class ShapePainter : IImagePainter
{
    private const int Side = CifarReader.Side;
    private const int Grains = 3;

    // Quarter points of a pixel, for soft edges.
    private static readonly (float X, float Y)[] Points = [(.25f, .25f), (.75f, .25f), (.25f, .75f), (.75f, .75f)];

    public void Draw(SeededRandom random, int label, Span<byte> planes)
    {
        var shape = new Pose(random, 8, 14, 4);
        var clutter = new Pose(random, 2, 4, 12);
        var hasClutter = random.NextInt(2) == 0;
        var (ground, ink, dirt) = Colours(random);
        var light = new GrainField(Grains, Next(random, 5, 25), random);
        var noise = Next(random, 4, 18);
        const int size = Side * Side;
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
            {
                var cover = shape.Cover(label, column, row);
                var dirtCover = hasClutter ? clutter.Cover(Shapes.Disc, column, row) : 0;
                var shade = light.At((column + 0.5f) / Side, (row + 0.5f) / Side);
                for (var channel = 0; channel < 3; channel++)
                {
                    var under = ground[channel] + dirtCover * (dirt[channel] - ground[channel]);
                    var value = under + cover * (ink[channel] - under) + shade + noise * random.NextNoise();
                    planes[channel * size + row * Side + column] = (byte)Math.Clamp(value, 0, 255);
                }
            }
    }

    // Ink and ground differ enough to see the shape.
    private static (float[] Ground, float[] Ink, float[] Dirt) Colours(SeededRandom random)
    {
        const float contrast = 120;
        var ground = Colour(random);
        float[] ink;
        do
            ink = Colour(random);
        while (ground.Zip(ink).Sum(pair => Math.Abs(pair.First - pair.Second)) < contrast);
        return (ground, ink, Colour(random));
    }

    private static float[] Colour(SeededRandom random) =>
        [Next(random, 20, 235), Next(random, 20, 235), Next(random, 20, 235)];

    private static float Next(SeededRandom random, double low, double high) => (float)random.NextDouble(low, high);

    /// <summary>Where a shape lies, how large and how far turned.</summary>
    private readonly struct Pose
    {
        private readonly float _x, _y, _cos, _sin;

        /// <param name="least">Half its size in pixels.</param>
        /// <param name="shift">Pixels from the middle, at most.</param>
        public Pose(SeededRandom random, double least, double most, double shift)
        {
            _x = Side / 2f + Next(random, -shift, shift);
            _y = Side / 2f + Next(random, -shift, shift);
            // Half-angle formulas, up to 45 degrees either way: no sine.
            var t = random.NextDouble(-0.41, 0.41);
            var scale = 1 / random.NextDouble(least, most);
            _cos = (float)(scale * (1 - t * t) / (1 + t * t));
            _sin = (float)(scale * 2 * t / (1 + t * t));
        }

        public float Cover(int shape, int column, int row)
        {
            var inside = 0;
            foreach (var point in Points)
            {
                var (dx, dy) = (column + point.X - _x, row + point.Y - _y);
                if (Shapes.Contains(shape, _cos * dx + _sin * dy, _cos * dy - _sin * dx))
                    inside++;
            }

            return inside / (float)Points.Length;
        }
    }
}
