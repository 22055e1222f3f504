using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Carries the unit square to the image: turned, slanted, scaled, shifted and bent by chance.</summary>
/// <remarks>Only operations whose result IEEE 754 fixes to the last bit: no sine, no exponential.</remarks>
internal sealed class Distortion
{
    private const int Knots = 4;
    private const float GlyphSide = 20;
    private const double MaxTurn = 0.17, MaxSlant = 0.3, MaxShift = 3.0, Bend = 1.0;

    private readonly float _side;
    private readonly float _xx, _xy, _yx, _yy, _shiftX, _shiftY;
    private readonly float[] _bendX = new float[Knots * Knots];
    private readonly float[] _bendY = new float[Knots * Knots];

    public Distortion(int side, SeededRandom random)
    {
        _side = side;
        // Half-angle formulas: with t = tan(angle / 2) both functions are fractions; 0.17 is 19 degrees.
        var t = random.NextDouble(-MaxTurn, MaxTurn);
        var cos = (1 - t * t) / (1 + t * t);
        var sin = 2 * t / (1 + t * t);
        var slant = random.NextDouble(-MaxSlant, MaxSlant);
        var width = GlyphSide * random.NextDouble(0.6, 1.1);
        var height = GlyphSide * random.NextDouble(0.75, 1.1);
        _xx = (float)(cos * width);
        _xy = (float)((slant * cos - sin) * height);
        _yx = (float)(sin * width);
        _yy = (float)((slant * sin + cos) * height);
        _shiftX = (float)(side / 2.0 + random.NextDouble(-MaxShift, MaxShift));
        _shiftY = (float)(side / 2.0 + random.NextDouble(-MaxShift, MaxShift));
        for (var i = 0; i < _bendX.Length; i++)
        {
            _bendX[i] = (float)(Bend * random.NextGaussian());
            _bendY[i] = (float)(Bend * random.NextGaussian());
        }
    }

    /// <summary>Pixel coordinates of a point of the unit square.</summary>
    public (float X, float Y) Map((float X, float Y) point)
    {
        var (x, y) = (point.X - 0.5f, point.Y - 0.5f);
        var mappedX = _xx * x + _xy * y + _shiftX;
        var mappedY = _yx * x + _yy * y + _shiftY;
        return (mappedX + BentBy(_bendX, mappedX, mappedY), mappedY + BentBy(_bendY, mappedX, mappedY));
    }

    // Bilinear between the knots of a coarse grid over the image.
    private float BentBy(float[] bend, float x, float y)
    {
        var (column, right) = Cell(x);
        var (row, down) = Cell(y);
        var at = row * Knots + column;
        var above = bend[at] + (bend[at + 1] - bend[at]) * right;
        var below = bend[at + Knots] + (bend[at + Knots + 1] - bend[at + Knots]) * right;
        return above + (below - above) * down;
    }

    private (int Index, float Fraction) Cell(float position)
    {
        var scaled = Math.Clamp(position / _side, 0, 1) * (Knots - 1);
        var index = Math.Min((int)scaled, Knots - 2);
        return (index, scaled - index);
    }
}
