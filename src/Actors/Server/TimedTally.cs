using System.Diagnostics;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Server;

/// <summary>Scores of a turn or of a phase, and the time since it began.</summary>
internal sealed class TimedTally(int classes)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public ScoreTally Scores { get; } = new(classes);

    public double Seconds => _watch.Elapsed.TotalSeconds;
}
