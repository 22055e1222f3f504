namespace SplitLearning.Models.Training;

/// <summary>Adds up the scores of many batches: of a turn, or of an epoch's phase.</summary>
public sealed class ScoreTally
{
    private double _loss;

    /// <summary>An empty tally.</summary>
    public ScoreTally(int classes) => Confusion = new(classes);

    private ScoreTally(ScoreTally of) => (_loss, Confusion) = (of._loss, of.Confusion.Copy());

    /// <summary>Predicted against actual classes.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Mean loss over all samples, in nats; 0 when there are none.</summary>
    public double MeanLoss => Total == 0 ? 0 : _loss / Total;

    /// <summary>Samples whose class was right.</summary>
    public int Correct => Confusion.Correct;

    /// <summary>Samples added up.</summary>
    public int Total => Confusion.Total;

    /// <summary>One with the same scores that goes its own way from now on.</summary>
    public ScoreTally Copy() => new(this);

    /// <summary>Adds the samples of a batch.</summary>
    public void Add(BatchScore score)
    {
        // Weighted: the last batch of a turn may be short.
        _loss += score.MeanLoss * score.Count;
        Confusion.Add(score);
    }
}
