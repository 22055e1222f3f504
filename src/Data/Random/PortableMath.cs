namespace SplitLearning.Data.Random;

/// <summary>Logarithm and exponential from IEEE 754 additions, products and quotients alone.</summary>
/// <remarks>
/// Those are rounded alike everywhere; the last bit of libm's functions differs between systems. Both are right to
/// about 13 digits.
/// </remarks>
internal static class PortableMath
{
    private const double Ln2 = 0.6931471805599453;
    private const int MantissaBits = 52, ExponentBias = 1023;
    private const int LogTerms = 12, ExpTerms = 16; // what is left out is below 2^-53
    private const double LeastExponent = -745; // below it the exponential is no double above 0

    /// <summary>Natural logarithm of a normal number above 0.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var exponent = (int)(bits >> MantissaBits) - ExponentBias;
        var mantissa = BitConverter.UInt64BitsToDouble(
            (bits & ((1UL << MantissaBits) - 1)) | ((ulong)ExponentBias << MantissaBits)); // [1, 2)
        if (mantissa > 4.0 / 3)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh((m - 1) / (m + 1)), of which the argument is within +-0.2.
        var ratio = (mantissa - 1) / (mantissa + 1);
        var square = ratio * ratio;
        var sum = 0.0;
        for (var term = LogTerms; term >= 0; term--)
            sum = sum * square + 1.0 / (2 * term + 1);
        return exponent * Ln2 + 2 * ratio * sum;
    }

    /// <summary>Exponential of a number that is not above 0.</summary>
    public static double Exp(double x)
    {
        if (x < LeastExponent)
            return 0;
        var exponent = (int)Math.Floor(x / Ln2 + 0.5);
        var rest = x - exponent * Ln2; // within +-0.35
        var sum = 1.0;
        for (var term = ExpTerms; term > 0; term--)
            sum = 1 + sum * rest / term;
        return Math.ScaleB(sum, exponent);
    }
}
