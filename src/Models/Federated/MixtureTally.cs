using System.Runtime.InteropServices;

namespace SplitLearning.Models.Federated;

/// <summary>Scores predictions that are mixed from several learners' outputs.</summary>
internal sealed class MixtureTally(bool isBinary)
{
    private readonly List<long> _labels = [];
    private double[] _mixture = [];
    private double _loss;
    private int _correct;
    private int _count;

    /// <summary>The score of all batches that have ended.</summary>
    public Score Score => new(_count == 0 ? 0 : _loss / _count, _correct, _count);

    public void Begin(ClientBatch batch)
    {
        _labels.Clear();
        _labels.AddRange(MemoryMarshal.Cast<byte, long>(batch.Samples.Labels.Bytes.Span));
        _mixture = [];
    }

    /// <param name="logits">[B, outputs].</param>
    public void Add(double weight, float[] logits)
    {
        if (_mixture.Length == 0)
            _mixture = new double[logits.Length];
        var outputs = logits.Length / _labels.Count;
        for (var i = 0; i < logits.Length; i += outputs)
            if (isBinary)
                _mixture[i] += weight / (1 + Math.Exp(-(double)logits[i]));
            else
                AddSoftmax(weight, logits.AsSpan(i, outputs), _mixture.AsSpan(i, outputs));
    }

    public void End()
    {
        var outputs = _mixture.Length / _labels.Count;
        for (var i = 0; i < _labels.Count; i++)
        {
            var probabilities = _mixture.AsSpan(i * outputs, outputs);
            // Sums of shares may be a little above 1.
            for (var output = 0; output < outputs; output++)
                probabilities[output] = Math.Clamp(probabilities[output], 0, 1);
            var (probability, isRight) = isBinary ? Binary(probabilities[0], _labels[i])
                : (probabilities[(int)_labels[i]], IndexOfHighest(probabilities) == _labels[i]);
            _loss -= Math.Log(Math.Max(probability, float.Epsilon)); // finite where the model rules the class out
            _correct += isRight ? 1 : 0;
            _count++;
        }
    }

    private static (double Probability, bool IsRight) Binary(double ofSecond, long label) =>
        (label == 1 ? ofSecond : 1 - ofSecond, ofSecond > 0.5 == (label == 1));

    private static void AddSoftmax(double weight, ReadOnlySpan<float> logits, Span<double> mixture)
    {
        var highest = logits[0];
        foreach (var logit in logits)
            highest = Math.Max(highest, logit);
        Span<double> powers = logits.Length <= 256 ? stackalloc double[logits.Length] : new double[logits.Length];
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
            sum += powers[i] = Math.Exp((double)logits[i] - highest);
        for (var i = 0; i < logits.Length; i++)
            mixture[i] += weight * powers[i] / sum;
    }

    private static int IndexOfHighest(ReadOnlySpan<double> values)
    {
        var highest = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[highest])
                highest = i;
        return highest;
    }
}
