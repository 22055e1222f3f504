namespace SplitLearning.Data.Images;

/// <summary>Which source pixels make up each pixel of a resized line, and with which weight.</summary>
/// <remarks>
/// A triangle as wide as two steps: of the source's pixels where the line grows (bilinear interpolation), of the
/// target's where it shrinks (each source pixel counts, so nothing flickers). Weights are whole numbers that sum up to
/// nearly <see cref="One"/>, so results are the same bits on every machine.
/// </remarks>
internal sealed class ResizeWeights
{
    /// <summary>Bits behind the point; 8 bits of a pixel and 2 spare ones stand before it, as in Pillow.</summary>
    public const int Precision = 32 - 8 - 2;

    private const double One = 1 << Precision;

    private readonly int[] _starts;
    private readonly int[] _weights;
    private readonly int _stride;
    private readonly int[] _counts;

    private ResizeWeights(int target, int stride)
    {
        _starts = new int[target];
        _counts = new int[target];
        _weights = new int[target * stride];
        _stride = stride;
    }

    /// <param name="source">Pixels of the line, above 0.</param>
    /// <param name="target">Pixels that it is to have, above 0.</param>
    public static ResizeWeights For(int source, int target)
    {
        var step = (double)source / target;
        var support = Math.Max(step, 1);
        var weights = new ResizeWeights(target, Math.Min(source, (int)Math.Ceiling(support) * 2 + 1));
        for (var i = 0; i < target; i++)
            weights.Fill(i, (i + 0.5) * step, support, source);
        return weights;
    }

    /// <summary>Index of the first source pixel of a target pixel.</summary>
    public int Start(int target) => _starts[target];

    /// <summary>Weights of the source pixels from <see cref="Start"/> on.</summary>
    public ReadOnlySpan<int> this[int target] => _weights.AsSpan(target * _stride, _counts[target]);

    private void Fill(int target, double center, double support, int source)
    {
        var first = Math.Max(0, (int)(center - support + 0.5));
        var end = Math.Min(source, (int)(center + support + 0.5));
        _starts[target] = first;
        _counts[target] = end - first;
        var sum = 0.0;
        for (var pixel = first; pixel < end; pixel++)
            sum += Triangle(pixel);
        for (var pixel = first; pixel < end; pixel++)
            _weights[target * _stride + pixel - first] = (int)(Triangle(pixel) / sum * One + 0.5);

        double Triangle(int pixel) => Math.Max(0, 1 - Math.Abs((pixel + 0.5 - center) / support));
    }
}
