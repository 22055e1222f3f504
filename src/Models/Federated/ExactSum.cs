namespace SplitLearning.Models.Federated;

/// <summary>A weighted sum of model vectors that is the same, bit for bit, in any order and any grouping.</summary>
/// <remarks>
/// Sums of floating-point numbers depend on their order; sums of whole numbers do not. Each term is weight times value
/// in double, rounded to a multiple of 2^-44 and kept as a 64-bit integer. Not safe for several threads.
/// </remarks>
public sealed class ExactSum
{
    /// <summary>Terms are multiples of 2 to the power of minus this.</summary>
    public const int FractionBits = 44;

    private const double Scale = 1L << FractionBits;
    private const double Largest = 1L << 62; // 2^18 and 44 bits behind the point: two such terms still fit

    private readonly long[] _floats;
    private readonly long[] _integers;

    /// <summary>A sum of no terms.</summary>
    public ExactSum(int floats, int integers)
    {
        _floats = new long[floats];
        _integers = new long[integers];
    }

    /// <summary>The sum so far, in units of 2^-44.</summary>
    public ReadOnlyMemory<long> Floats => _floats;

    /// <summary>The sum of the integers so far.</summary>
    public ReadOnlyMemory<long> Integers => _integers;

    /// <summary>A sum that was sent: what <see cref="Floats"/> and <see cref="Integers"/> said.</summary>
    public static ExactSum Of(ReadOnlySpan<long> floats, ReadOnlySpan<long> integers)
    {
        var sum = new ExactSum(floats.Length, integers.Length);
        floats.CopyTo(sum._floats);
        integers.CopyTo(sum._integers);
        return sum;
    }

    /// <summary>Adds weight times the floats, and the integers as they are.</summary>
    /// <param name="client">Whose it is, from 0, for the error.</param>
    /// <param name="learner">From 0, for the error.</param>
    /// <exception cref="DivergedException">A term is not finite or beyond +-2^18.</exception>
    public void Add(double weight, ModelVector vector, int client, int learner)
    {
        EnsureFits(vector.Floats.Length, vector.Integers.Length);
        var (sums, values) = (_floats, vector.Floats);
        for (var i = 0; i < sums.Length && i < values.Length; i++)
        {
            var term = Math.Round(weight * values[i] * Scale); // to even; the scale is a power of two: no rounding
            if (!(Math.Abs(term) <= Largest)) // so that NaN is caught
                throw new DivergedException(client, learner, FormattableString.Invariant($"a weight is {values[i]}"));
            sums[i] = checked(sums[i] + (long)term);
        }

        for (var i = 0; i < _integers.Length; i++)
            _integers[i] += vector.Integers[i];
    }

    /// <summary>Adds all terms of another sum.</summary>
    /// <exception cref="OverflowException">The sum is beyond +-2^19.</exception>
    public void Add(ExactSum other)
    {
        EnsureFits(other._floats.Length, other._integers.Length);
        for (var i = 0; i < _floats.Length; i++)
            _floats[i] = checked(_floats[i] + other._floats[i]);
        for (var i = 0; i < _integers.Length; i++)
            _integers[i] += other._integers[i];
    }

    /// <summary>The sum, rounded to float32; for weights that sum to 1 it is the mean.</summary>
    public ModelVector ToVector() =>
        new(Array.ConvertAll(_floats, sum => (float)(sum / Scale)), [.. _integers]);

    private void EnsureFits(int floats, int integers)
    {
        if (floats != _floats.Length || integers != _integers.Length)
            throw new ArgumentException($"A sum of {_floats.Length} floats and {_integers.Length} integers cannot take "
                + $"{floats} and {integers}");
    }
}
