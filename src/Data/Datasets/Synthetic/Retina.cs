using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>The layers of one retina: where each begins in every column, and how bright it is.</summary>
/// <remarks>All lengths are shares of the image's height, or of its width where they go along it.</remarks>
internal sealed class Retina
{
    /// <summary>Vitreous above, six layers, choroid below.</summary>
    public const int Bands = 8;

    /// <summary>The index of the brightest and lowest layer, the pigment epithelium.</summary>
    public const int Lowest = 6;

    // The thick dark layer takes up the fluid of an oedema; the pit is in those above it.
    private const int Swelling = 3;

    // Thickness of the layers from the surface down to the lowest, together about a quarter of the height.
    private static readonly float[] Thickness = [0.045f, 0.04f, 0.03f, 0.07f, 0.015f, 0.025f];
    private static readonly float[] Brightness = [0.06f, 0.55f, 0.38f, 0.5f, 0.22f, 0.7f, 0.95f, 0.4f];

    private readonly float[] _brightness = new float[Bands];
    private readonly float[] _thickness = new float[Thickness.Length];
    private readonly Knots _waves;
    private readonly float _top, _tilt, _bow, _pit, _pitPlace, _pitWidth;

    public Retina(SeededRandom random)
    {
        _top = Next(0.2, 0.5);
        _tilt = Next(-0.2, 0.2);
        _bow = Next(-0.08, 0.16);
        _pit = Next(0, 0.06);
        _pitPlace = Next(0.25, 0.75);
        _pitWidth = Next(0.1, 0.25);
        _waves = new Knots(7, 0.006, random);
        var scale = Next(0.8, 1.25);
        for (var i = 0; i < _thickness.Length; i++)
            _thickness[i] = Thickness[i] * scale * Next(0.85, 1.15);
        for (var i = 0; i < Bands; i++)
            _brightness[i] = Brightness[i] * Next(0.85, 1.15);
        float Next(double low, double high) => (float)random.NextDouble(low, high);
    }

    /// <summary>Brightness of a band, about 0 to 1.</summary>
    public float BrightnessOf(int band) => _brightness[band];

    /// <summary>Where the bands below the vitreous begin at <paramref name="x"/> (0 to 1), from the top.</summary>
    /// <param name="raised">How far the lowest layer is lifted.</param>
    /// <param name="swollen">How far the layers above are thickened.</param>
    public void Borders(float x, float raised, float swollen, Span<float> borders)
    {
        var middle = x - 0.5f;
        var bottom = _top + _tilt * middle + _bow * middle * middle + _waves.At(x);
        foreach (var thickness in _thickness)
            bottom += thickness;
        borders[Lowest] = bottom; // below the lowest layer, which does not move with what lifts it
        borders[Lowest - 1] = bottom - _thickness[^1] - raised;
        var pit = _pit * Bump.Of((x - _pitPlace) / _pitWidth);
        // Tissue gives way to what pushes from below.
        var y = bottom - 0.7f * raised - _thickness[^1];
        for (var layer = _thickness.Length - 2; layer >= 0; layer--)
        {
            var thickness = _thickness[layer];
            y -= layer == Swelling ? thickness + swollen
                : layer < Swelling ? Math.Max(0.2f * thickness, thickness - 0.4f * pit)
                : thickness;
            borders[layer] = Math.Min(y, borders[layer + 1]);
        }
    }
}
