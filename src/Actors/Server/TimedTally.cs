using System.Diagnostics;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Server;

/// <summary>Scores of a turn or of a phase, and the time since it began.</summary>
internal sealed class TimedTally(int classes)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public ScoreTally Scores { get; private set; } = new(classes);

    public double Seconds => _watch.Elapsed.TotalSeconds;

    /// <summary>The scores are those of an earlier moment again; the time has passed all the same.</summary>
    public void GoBackTo(PhaseScores scores) => Scores = ScoreTally.Restore(scores, classes);
}
