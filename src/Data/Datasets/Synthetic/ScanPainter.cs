using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>
/// Draws a scan of a retina: bright and dark layers, tilted, bent and wherever, under speckle, with shadows of vessels;
/// and what the class brings.
/// </summary>
/// <remarks>
/// Position, tilt and brightness vary more than any class does, so that no pixel tells by itself: see the tests.
/// </remarks>
internal sealed class ScanPainter(int width, int height) : IImagePainter
{
    private const int Cnv = 1, Dme = 2, Drusen = 3;

    private readonly float[] _raised = new float[width];
    private readonly float[] _swollen = new float[width];
    private readonly float[] _shadow = new float[width];
    private readonly float[] _borders = new float[Retina.Bands - 1];
    private readonly float[] _light = new float[width * height];

    public void Draw(SeededRandom random, int label, Span<byte> planes)
    {
        var retina = new Retina(random);
        Array.Clear(_raised);
        Array.Clear(_swollen);
        Array.Fill(_shadow, 1);
        var middle = Next(random, 0.25, 0.75);
        if (label == Cnv)
            AddBump(_raised, middle, Next(random, 0.1, 0.2), Next(random, 0.05, 0.1));
        for (var bumps = label == Drusen ? 4 + random.NextInt(5) : 0; bumps > 0; bumps--)
            AddBump(_raised, Next(random, 0.08, 0.92), Next(random, 0.025, 0.045), Next(random, 0.03, 0.05));
        if (label == Dme || random.NextInt(4) == 0)
            AddBump(_swollen, middle, Next(random, 0.15, 0.3), Next(random, 0.01, 0.06));
        for (var vessels = random.NextInt(6); vessels > 0; vessels--)
            AddBump(_shadow, Next(random, 0, 1), Next(random, 0.008, 0.025), -Next(random, 0.2, 0.6));
        DrawLayers(retina, random, hollow: label == Cnv ? Next(random, 0.15, 0.5) : 1);
        if (label == Dme)
            DrawCysts(retina, random, middle);
        Develop(random, planes);
    }

    private void AddBump(float[] line, float middle, float halfWidth, float amount)
    {
        for (var column = 0; column < width; column++)
            line[column] += amount * Bump.Of(((column + 0.5f) / width - middle) / halfWidth);
    }

    /// <param name="hollow">Brightness under a lifted layer, as a share of the layer's own: fluid is dark.</param>
    private void DrawLayers(Retina retina, SeededRandom random, float hollow)
    {
        var clouds = new GrainField(14, 0.3, random);
        var floaters = new GrainField(9, 0.03, random);
        for (var column = 0; column < width; column++)
        {
            var x = (column + 0.5f) / width;
            retina.Borders(x, _raised[column], _swollen[column], _borders);
            var (lowestTop, lowestBottom) = (_borders[Retina.Lowest - 1], _borders[Retina.Lowest]);
            var thickness = lowestBottom - lowestTop - _raised[column];
            var band = 0;
            for (var row = 0; row < height; row++)
            {
                var y = (row + 0.5f) / height;
                while (band < _borders.Length && y >= _borders[band])
                    band++;
                var light = retina.BrightnessOf(band);
                if (band == 0)
                    light += floaters.At(x, y);
                else if (band == Retina.Lowest && y > lowestTop + thickness)
                    light *= hollow;
                else if (band > Retina.Lowest) // the choroid fades with depth, with dark vessels in it
                    light *= Math.Max(0, 1 + clouds.At(x, y)) / (1 + 9 * (y - lowestBottom));
                _light[row * width + column] = band == 0 ? light : light * _shadow[column];
            }
        }
    }

    private void DrawCysts(Retina retina, SeededRandom random, float middle)
    {
        for (var cysts = 3 + random.NextInt(5); cysts > 0; cysts--)
        {
            var x = middle + Next(random, -0.14, 0.14);
            var column = Math.Clamp((int)(x * width), 0, width - 1);
            retina.Borders(x, _raised[column], _swollen[column], _borders);
            var (top, bottom) = (_borders[1], _borders[Retina.Lowest - 2]);
            var radiusY = Math.Min(Next(random, 0.015, 0.04), 0.45f * (bottom - top));
            DrawCyst(x, Next(random, top + radiusY, bottom - radiusY), radiusY * Next(random, 0.6, 1.3), radiusY);
        }
    }

    private void DrawCyst(float x, float y, float radiusX, float radiusY)
    {
        var (top, bottom) = Range(y, radiusY, height);
        var (left, right) = Range(x, radiusX, width);
        for (var row = top; row <= bottom; row++)
            for (var column = left; column <= right; column++)
            {
                var dx = ((column + 0.5f) / width - x) / radiusX;
                var dy = ((row + 0.5f) / height - y) / radiusY;
                var cover = Bump.Edge(1 - MathF.Sqrt(dx * dx + dy * dy), 0.3f);
                _light[row * width + column] *= 1 - 0.85f * cover;
            }
    }

    private static (int First, int Last) Range(float middle, float radius, int size) => (
        Math.Clamp((int)((middle - 1.2f * radius) * size), 0, size - 1),
        Math.Clamp((int)((middle + 1.2f * radius) * size), 0, size - 1));

    private void Develop(SeededRandom random, Span<byte> planes)
    {
        var exposure = Next(random, 120, 230);
        var speckle = Next(random, 0.12, 0.3);
        var dark = Next(random, 2, 14);
        for (var i = 0; i < planes.Length; i++)
        {
            var noise = random.NextNoise();
            planes[i] = (byte)Math.Clamp(
                exposure * _light[i] * (1 + speckle * noise) + dark * Math.Abs(noise), 0, 255);
        }
    }

    private static float Next(SeededRandom random, double low, double high) => (float)random.NextDouble(low, high);
}
