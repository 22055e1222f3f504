using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Draws one heartbeat at a time: from one R peak past the next, as bumps for P, Q-R-S and T.</summary>
/// <remarks>Only sums and products: the same bits on every machine.</remarks>
internal sealed class HeartbeatPainter(int length)
{
    /// <summary>Shares of the classes N, S, V, F and Q in MIT-BIH's training beats, added up.</summary>
    private static readonly double[] Upto = [0.8277, 0.8531, 0.9192, 0.9265, 1];

    private readonly float[] _signal = new float[length];

    /// <summary>Draws the beat of a random stream.</summary>
    /// <param name="into">Receives the values, 0 to 1; zeros behind the beat.</param>
    /// <returns>The class, 0 to 4.</returns>
    public byte Draw(SeededRandom random, Span<float> into)
    {
        var drawn = random.NextDouble();
        var kind = (byte)Array.FindIndex(Upto, upto => drawn < upto);
        Array.Clear(_signal);
        var end = Beats(kind, random);
        Wander(random, end);
        Develop(random, end, into);
        return kind;
    }

    /// <returns>Number of values until the beat is over.</returns>
    private int Beats(byte kind, SeededRandom random)
    {
        var interval = random.NextDouble(85, 130) * Pace(kind, random);
        var first = random.NextDouble(0, 9);
        Complex(kind, first, interval, random);
        // The beat after a ventricular one is normal.
        Complex(kind == 2 ? (byte)0 : kind, first + interval, interval, random);
        return Math.Min(length, (int)(first + interval * random.NextDouble(1.1, 1.35)));
    }

    // An S beat comes early; behind a V beat the heart pauses.
    private static double Pace(byte kind, SeededRandom random) => kind switch
    {
        1 => random.NextDouble(0.55, 0.75),
        2 => random.NextDouble(1.05, 1.35),
        _ => 1,
    };

    private void Complex(byte kind, double peak, double interval, SeededRandom random)
    {
        // How ventricular the beat is: widens Q-R-S, turns T over, takes P away. A fusion beat is half of each.
        var ventricular = kind switch
        {
            2 or 4 => random.NextDouble(0.8, 1),
            3 => random.NextDouble(0.35, 0.6),
            _ => 0,
        };
        var width = random.NextDouble(3.5, 5) * (1 + 2 * ventricular);
        Bump(peak, width, random.NextDouble(0.85, 1.15));
        var dip = random.NextDouble(0.15, 0.35) * (1 + ventricular);
        Bump(peak + width * 1.2, width * random.NextDouble(0.8, 1.1), -dip);
        var recovery = random.NextDouble(0.15, 0.4) * (1 - 2.1 * ventricular);
        Bump(peak + interval * random.NextDouble(0.3, 0.38), random.NextDouble(11, 18), recovery);
        if (kind == 4)
            Bump(peak - width - random.NextDouble(2, 4), 1.6, random.NextDouble(0.6, 1)); // the pacemaker's spike
        else
            Atrial(kind, peak, 1 - ventricular, random);
    }

    private void Atrial(byte kind, double peak, double share, SeededRandom random)
    {
        var height = random.NextDouble(0.1, 0.22) * share * (kind == 1 ? -random.NextDouble(0.4, 1.2) : 1);
        Bump(peak - random.NextDouble(17, 24), random.NextDouble(5, 8), height);
    }

    /// <summary>Adds height * (1 - (distance / width)^2)^3, which ends at the given half-width times two.</summary>
    private void Bump(double center, double width, double height)
    {
        var reach = 2 * width;
        for (var i = Math.Max(0, (int)(center - reach)); i < Math.Min(length, center + reach); i++)
        {
            var distance = (i - center) / reach;
            var rest = 1 - distance * distance;
            if (rest > 0)
                _signal[i] += (float)(height * rest * rest * rest);
        }
    }

    // Breathing moves the baseline: straight lines between knots some fifty values apart.
    private void Wander(SeededRandom random, int end)
    {
        const int apart = 47;
        var (from, to) = (Knot(), Knot());
        for (var i = 0; i < end; i++)
        {
            if (i % apart == 0)
                (from, to) = (to, Knot());
            _signal[i] += from + (to - from) * (i % apart) / apart;
        }

        float Knot() => (float)random.NextDouble(-0.12, 0.12);
    }

    private void Develop(SeededRandom random, int end, Span<float> into)
    {
        var noise = (float)random.NextDouble(0.005, 0.03);
        var beat = _signal.AsSpan(0, end);
        var turned = random.NextDouble() < 0.2; // the electrodes were swapped
        foreach (ref var value in beat)
            value = (turned ? -value : value) + noise * random.NextNoise();
        var (least, most) = (float.MaxValue, float.MinValue);
        foreach (var value in beat)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        into.Clear();
        for (var i = 0; i < end; i++)
            into[i] = (beat[i] - least) / (most - least);
    }
}
