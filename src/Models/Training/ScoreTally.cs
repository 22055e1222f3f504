using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>Adds up the scores of many batches: of a turn, or of an epoch's phase.</summary>
public sealed class ScoreTally(int classes)
{
    private double _loss;

    /// <summary>Predicted against actual classes.</summary>
    public ConfusionMatrix Confusion { get; } = new(classes);

    /// <summary>Mean loss over all samples, in nats; 0 when there are none.</summary>
    public double MeanLoss => Total == 0 ? 0 : _loss / Total;

    /// <summary>Samples whose class was right.</summary>
    public int Correct => Confusion.Correct;

    /// <summary>Samples added up.</summary>
    public int Total => Confusion.Total;

    /// <summary>Goes on from scores that <see cref="Save"/> gave, with every bit of them.</summary>
    /// <exception cref="StateException">They are of another number of classes, or do not belong together.</exception>
    public static ScoreTally Restore(PhaseScores scores, int classes)
    {
        scores.EnsureConsistent();
        if (scores.Confusion.Count != classes)
            throw new StateException($"scores are of {scores.Confusion.Count} classes; this network has {classes}");
        var tally = new ScoreTally(classes) { _loss = scores.LossSum };
        tally.Confusion.Restore(scores.Confusion);
        return tally;
    }

    /// <summary>Adds the samples of a batch.</summary>
    public void Add(BatchScore score)
    {
        // Weighted: the last batch of a turn may be short.
        _loss += score.MeanLoss * score.Count;
        Confusion.Add(score);
    }

    /// <summary>All that is needed to go on: see <see cref="Restore"/>.</summary>
    public PhaseScores Save() => new(_loss, Correct, Total, Confusion.Rows());
}
