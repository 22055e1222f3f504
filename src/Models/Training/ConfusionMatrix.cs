namespace SplitLearning.Models.Training;

/// <summary>Counts of predicted against actual classes.</summary>
public sealed class ConfusionMatrix(int classes)
{
    /// <summary>Counts [actual, predicted].</summary>
    public int[,] Counts { get; private init; } = new int[classes, classes];

    /// <summary>Samples counted.</summary>
    public int Total { get; private set; }

    /// <summary>Samples whose class was right.</summary>
    public int Correct { get; private set; }

    /// <summary>Share of samples whose class was right; 0 when nothing is counted yet.</summary>
    public double Accuracy => Total == 0 ? 0 : (double)Correct / Total;

    /// <summary>One with the same counts that goes its own way from now on.</summary>
    public ConfusionMatrix Copy() =>
        new(classes: 0) { Counts = (int[,])Counts.Clone(), Total = Total, Correct = Correct };

    /// <summary>Counts the samples of a batch.</summary>
    public void Add(BatchScore score)
    {
        for (var i = 0; i < score.Count; i++)
            Counts[score.Actual[i], score.Predicted[i]]++;
        Total += score.Count;
        Correct += score.Correct;
    }
}
