namespace SplitLearning.Models.Training;

/// <summary>Counts of predicted against actual classes.</summary>
public sealed class ConfusionMatrix(int classes)
{
    /// <summary>Counts [actual, predicted].</summary>
    public int[,] Counts { get; } = new int[classes, classes];

    /// <summary>Samples counted.</summary>
    public int Total { get; private set; }

    /// <summary>Samples whose class was right.</summary>
    public int Correct { get; private set; }

    /// <summary>Share of samples whose class was right; 0 when nothing is counted yet.</summary>
    public double Accuracy => Total == 0 ? 0 : (double)Correct / Total;

    /// <summary>Counts the samples of a batch.</summary>
    public void Add(BatchScore score)
    {
        for (var i = 0; i < score.Count; i++)
            Counts[score.Actual[i], score.Predicted[i]]++;
        Total += score.Count;
        Correct += score.Correct;
    }
    /// <summary>The counts as rows [actual][predicted].</summary>
    internal int[][] Rows()
    {
        var size = Counts.GetLength(0);
        return [.. Enumerable.Range(0, size).Select(
            actual => Enumerable.Range(0, size).Select(predicted => Counts[actual, predicted]).ToArray())];
    }

    /// <summary>Takes over what <see cref="Rows"/> gave.</summary>
    internal void Restore(IReadOnlyList<IReadOnlyList<int>> rows)
    {
        foreach (var (actual, row) in rows.Index())
            foreach (var (predicted, count) in row.Index())
                Counts[actual, predicted] = count;
        Total = rows.Sum(row => row.Sum());
        Correct = rows.Select((row, actual) => row[actual]).Sum();
    }
}
