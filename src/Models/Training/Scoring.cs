using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Models.Layers;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>From logits to loss and predictions.</summary>
internal static class Scoring
{
    /// <summary>Mean cross entropy in nats, a scalar with its graph.</summary>
    /// <param name="logits">float32 [B, classes].</param>
    /// <param name="labels">int64 [B].</param>
    public static Tensor Loss(Tensor logits, TensorData labels) =>
        nn.functional.cross_entropy(logits, labels.ToTensor());

    public static BatchScore Of(Tensor loss, Tensor logits, TensorData labels)
    {
        var values = MemoryMarshal.Cast<byte, float>(logits.ToData().Bytes.Span);
        var classes = (int)logits.shape[^1];
        var actual = Array.ConvertAll(MemoryMarshal.Cast<byte, long>(labels.Bytes.Span).ToArray(), label => (int)label);
        var predicted = new int[actual.Length];
        for (var i = 0; i < predicted.Length; i++)
            predicted[i] = IndexOfHighest(values.Slice(i * classes, classes));
        return new BatchScore(loss.item<float>(), predicted, actual);
    }

    /// <summary>Softmax, in double.</summary>
    /// <param name="logits">float32 [B, classes].</param>
    public static IReadOnlyList<double[]> Probabilities(Tensor logits)
    {
        var values = MemoryMarshal.Cast<byte, float>(logits.ToData().Bytes.Span).ToArray();
        return [.. values.Chunk((int)logits.shape[^1]).Select(Softmax)];
    }

    private static double[] Softmax(float[] logits)
    {
        // Relative to the highest, so that no exponential overflows.
        var highest = logits.Max();
        var powers = Array.ConvertAll(logits, logit => Math.Exp((double)logit - highest));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    private static int IndexOfHighest(ReadOnlySpan<float> values)
    {
        var highest = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[highest])
                highest = i;
        return highest;
    }
}
