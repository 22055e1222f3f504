namespace SplitLearning.Models.Federated;

/// <summary>How well a prediction does on some samples.</summary>
/// <param name="Loss">Mean negative log-likelihood, in nats.</param>
/// <param name="Correct">Samples whose class was right.</param>
/// <param name="Count">All samples; both others are 0 where there are none.</param>
public sealed record Score(double Loss, int Correct, int Count)
{
    /// <summary>Share of the samples whose class was right, 0 to 1; 0 where there are none.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Correct / Count;

    /// <summary>The score over all samples of several.</summary>
    public static Score Over(IReadOnlyList<Score> scores)
    {
        var count = scores.Sum(score => score.Count);
        return new Score(
            count == 0 ? 0 : scores.Sum(score => score.Loss * score.Count) / count,
            scores.Sum(score => score.Correct), count);
    }
}

/// <summary>How well a client does.</summary>
/// <param name="Client">From 0.</param>
/// <param name="Pi">Its weights of the learners.</param>
public sealed record ClientScore(int Client, bool Unseen, Score Train, Score Test, IReadOnlyList<double> Pi)
{
    /// <summary>Of the samples that are held out to score on; null where there are none.</summary>
    public Score? Validation { get; init; }
}
