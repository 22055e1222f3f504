using SplitLearning.Data.Datasets.Tables;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>
/// Draws one heartbeat as an electrocardiogram shows it, from just before its R wave to after that of the next beat:
/// 125 samples a second, scaled to 0 to 1, zeros behind.
/// </summary>
/// <remarks>
/// The lead may be upside down, and width, height, position, rhythm, baseline and noise vary: see the tests for what a
/// linear model makes of it. All times are in samples.
/// </remarks>
internal sealed class BeatPainter
{
    /// <summary>Normal; premature from above the ventricles; ventricular; fusion of both; paced or unknown.</summary>
    private const int N = 0, S = 1, V = 2, F = 3;

    // Parts in a thousand of N, S, V, F and Q in the MIT-BIH heartbeats.
    private static readonly int[] Share = [828, 25, 66, 7, 74];

    private const float UpsideDown = 0.5f; // as often as not: no sample has a sign that a linear model could use

    private readonly float[] _wave = new float[HeartbeatForm.Values];

    /// <summary>The kind of beat, as often as in MIT-BIH.</summary>
    public static byte LabelOf(SeededRandom random)
    {
        var drawn = random.NextInt(Share.Sum());
        byte label = 0;
        while (drawn >= Share[label])
            drawn -= Share[label++];
        return label;
    }

    /// <param name="values">Receives the samples, 0 to 1.</param>
    public void Draw(SeededRandom random, int label, Span<float> values)
    {
        Array.Clear(_wave);
        var start = Next(random, 9, 17);
        var rhythm = Next(random, 85, 150);
        DrawBeat(random, label, start);
        DrawBeat(random, N, start + rhythm); // the next one is seen as far as its R wave
        var length = Math.Min(values.Length, (int)(start + rhythm * Next(random, 1, 1.15)));
        var sign = random.NextDouble() < UpsideDown ? -1 : 1;
        var wander = new Knots(5, Next(random, 0, 0.08), random);
        var noise = Next(random, 0.005, 0.03);
        var seen = _wave.AsSpan(0, length);
        for (var i = 0; i < length; i++)
            seen[i] = sign * seen[i] + wander.At(i / (float)values.Length) + noise * random.NextNoise();
        Scale(seen, values);
    }

    private void DrawBeat(SeededRandom random, int label, float at)
    {
        var height = Next(random, 0.8, 1.2);
        var width = label switch
        {
            V => Next(random, 9, 14),
            F => Next(random, 6.2, 8),
            > F => Next(random, 8, 12),
            _ => Next(random, 3, 5),
        };
        Add(at, width, height);
        switch (label)
        {
            case N or S:
                Add(at - 1.5f * width, 0.8f * width, -Next(random, 0.05, 0.2));
                Add(at + 1.7f * width, width, -Next(random, 0.1, 0.3));
                AddWaves(random, at, premature: label == S);
                break;
            case V:
                Add(at + 1.8f * width, 1.5f * width, -Next(random, 0.3, 0.6)); // what widens it turns its T wave round
                break;
            case F:
                Add(at + 2.2f * width, 1.2f * width, -Next(random, 0.15, 0.3));
                Add(at + Next(random, 36, 44), Next(random, 9, 14), Next(random, 0.1, 0.25));
                break;
            default:
                Add(at - Next(random, 5, 8), 1.3f, Next(random, 0.5, 1.1)); // the pacemaker's spike
                Add(at + Next(random, 34, 44), Next(random, 12, 18), Next(random, 0.2, 0.5));
                break;
        }
    }

    // A premature beat's own P wave lies before what is seen; its T wave comes early and has the next P wave on it.
    private void AddWaves(SeededRandom random, float at, bool premature)
    {
        Add(at - Next(random, 17, 24), Next(random, 5, 8), Next(random, 0.08, 0.2));
        var wave = at + (premature ? Next(random, 24, 32) : Next(random, 34, 46));
        Add(wave, Next(random, 8, 13), Next(random, 0.15, 0.4));
        if (premature)
            Add(wave + Next(random, 17, 23), Next(random, 5, 8), -Next(random, 0.12, 0.28));
    }

    private void Add(float at, float halfWidth, float height)
    {
        // A bump of this half-width at its half height ends at 1.85 times that distance.
        var reach = 1.85f * halfWidth;
        var first = Math.Max(0, (int)(at - reach));
        var last = Math.Min(_wave.Length - 1, (int)(at + reach) + 1);
        for (var i = first; i <= last; i++)
            _wave[i] += height * Bump.Of((i - at) / reach);
    }

    private static void Scale(ReadOnlySpan<float> wave, Span<float> values)
    {
        var (least, most) = (float.MaxValue, float.MinValue);
        foreach (var value in wave)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        values.Clear();
        for (var i = 0; i < wave.Length; i++)
            values[i] = (wave[i] - least) / (most - least);
    }

    private static float Next(SeededRandom random, double low, double high) => (float)random.NextDouble(low, high);
}
