using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>A smooth random function of one number from 0 to 1: knots at equal distances, splines between.</summary>
/// <remarks>Stands for waves and wander without a sine, whose last bit differs between systems.</remarks>
internal sealed class Knots
{
    private readonly float[] _values;
    private readonly bool _closed;

    /// <param name="deviation">Standard deviation of the knots; their mean is 0.</param>
    /// <param name="closed">The function goes on at 0 where it ends at 1, as round a circle.</param>
    public Knots(int count, double deviation, SeededRandom random, bool closed = false)
    {
        _values = new float[count];
        _closed = closed;
        for (var i = 0; i < count; i++)
            _values[i] = (float)(deviation * random.NextGaussian());
    }

    /// <param name="t">0 to 1.</param>
    public float At(float t)
    {
        var spans = _closed ? _values.Length : _values.Length - 1;
        var scaled = Math.Clamp(t, 0, 1) * spans;
        var index = Math.Min((int)scaled, spans - 1);
        var part = scaled - index;
        var (before, from) = (Knot(index - 1), Knot(index));
        var (to, after) = (Knot(index + 1), Knot(index + 2));
        // Catmull and Rom: through the knots, with tangents along their neighbours.
        return from + 0.5f * part * (to - before
            + part * (2 * before - 5 * from + 4 * to - after + part * (3 * (from - to) + after - before)));
    }

    private float Knot(int index) => _closed
        ? _values[(index + _values.Length) % _values.Length]
        : _values[Math.Clamp(index, 0, _values.Length - 1)];
}
