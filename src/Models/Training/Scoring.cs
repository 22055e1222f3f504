using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Models.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Training;

/// <summary>From logits to loss and predictions.</summary>
internal static class Scoring
{
    /// <summary>Mean cross entropy in nats, a scalar with its graph.</summary>
    /// <param name="logits">float32 [B, classes]; [B, 1] for two classes.</param>
    /// <param name="labels">int64 [B].</param>
    public static Tensor Loss(Tensor logits, TensorData labels) => Losses(logits, labels.ToTensor(), Reduction.Mean);

    /// <summary>Cross entropy in nats, of each sample or their mean, with its graph.</summary>
    /// <param name="logits">float32 [B, classes]; [B, 1] for two classes.</param>
    /// <param name="labels">int64 [B].</param>
    public static Tensor Losses(Tensor logits, Tensor labels, Reduction reduction) => IsBinary(logits)
        ? functional.binary_cross_entropy_with_logits(logits.squeeze(1), labels.to(float32), reduction: reduction)
        : functional.cross_entropy(logits, labels, reduction: reduction);

    public static BatchScore Of(Tensor loss, Tensor logits, TensorData labels)
    {
        var values = MemoryMarshal.Cast<byte, float>(logits.ToData().Bytes.Span);
        var classes = (int)logits.shape[^1];
        var actual = Array.ConvertAll(MemoryMarshal.Cast<byte, long>(labels.Bytes.Span).ToArray(), label => (int)label);
        var predicted = new int[actual.Length];
        for (var i = 0; i < predicted.Length; i++)
            predicted[i] = IsBinary(logits)
                ? values[i] > 0 ? 1 : 0
                : IndexOfHighest(values.Slice(i * classes, classes));
        return new BatchScore(loss.item<float>(), predicted, actual);
    }

    /// <summary>Softmax, in double; of a single output the sigmoid.</summary>
    /// <param name="logits">float32 [B, classes]; [B, 1] for two classes.</param>
    public static IReadOnlyList<double[]> Probabilities(Tensor logits)
    {
        var values = MemoryMarshal.Cast<byte, float>(logits.ToData().Bytes.Span).ToArray();
        return IsBinary(logits)
            ? [.. values.Select(logit => Softmax([0, logit]))]
            : [.. values.Chunk((int)logits.shape[^1]).Select(Softmax)];
    }

    private static bool IsBinary(Tensor logits) => logits.shape[^1] == 1;

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
