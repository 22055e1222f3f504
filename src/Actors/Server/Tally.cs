using System.Diagnostics;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Server;

/// <summary>Loss, hits and time of a turn or of a phase.</summary>
internal sealed class Tally(int classes)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double _lossSum;

    public ConfusionMatrix Confusion { get; } = new(classes);

    public int Correct => Confusion.Correct;

    public int Total => Confusion.Total;

    /// <summary>Mean over all samples, in nats; 0 when there are none.</summary>
    public double Loss => Total == 0 ? 0 : _lossSum / Total;

    public double Seconds => _watch.Elapsed.TotalSeconds;

    public void Add(BatchScore score)
    {
        _lossSum += score.MeanLoss * score.Count;
        Confusion.Add(score);
    }
}
