namespace SplitLearning.Models.Training;

/// <summary>How a model did on one batch.</summary>
/// <param name="MeanLoss">Mean cross entropy of the batch, in nats.</param>
/// <param name="Predicted">The class of each sample's highest logit; the first one where several are equal.</param>
/// <param name="Actual">The true class of each sample.</param>
public sealed record BatchScore(double MeanLoss, int[] Predicted, int[] Actual)
{
    /// <summary>Samples of the batch.</summary>
    public int Count => Actual.Length;

    /// <summary>Samples whose class was right.</summary>
    public int Correct => Predicted.Zip(Actual).Count(pair => pair.First == pair.Second);
}
