using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Smooth random brightness over a rectangle: a coarse grid, bilinear between.</summary>
internal sealed class GrainField
{
    private readonly int _cells;
    private readonly float[] _values;

    /// <param name="cells">Cells a side.</param>
    /// <param name="deviation">Standard deviation; the mean is 0.</param>
    public GrainField(int cells, double deviation, SeededRandom random)
    {
        _cells = cells;
        _values = new float[(cells + 1) * (cells + 1)];
        for (var i = 0; i < _values.Length; i++)
            _values[i] = (float)(deviation * random.NextGaussian());
    }

    /// <param name="x">0 to 1 from left to right.</param>
    /// <param name="y">0 to 1 from top to bottom.</param>
    public float At(float x, float y)
    {
        var (scaledX, scaledY) = (x * _cells, y * _cells);
        var column = Math.Clamp((int)scaledX, 0, _cells - 1);
        var row = Math.Clamp((int)scaledY, 0, _cells - 1);
        var (right, down) = (scaledX - column, scaledY - row);
        var at = row * (_cells + 1) + column;
        var above = _values[at] + (_values[at + 1] - _values[at]) * right;
        var below = _values[at + _cells + 1] + (_values[at + _cells + 2] - _values[at + _cells + 1]) * right;
        return above + (below - above) * down;
    }
}
