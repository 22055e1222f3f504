using System.Text.Json.Serialization;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>The scores of a phase so far, as a checkpoint's manifest keeps them.</summary>
/// <param name="LossSum">Sum of the losses of all samples, in nats; every bit of it is kept.</param>
/// <param name="Correct">Samples whose class was right.</param>
/// <param name="Total">Samples.</param>
/// <param name="Confusion">Counts [actual][predicted].</param>
public sealed record PhaseScores(
    // A run that diverges has losses that are not numbers; it can be gone on with all the same.
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double LossSum,
    int Correct, int Total, IReadOnlyList<IReadOnlyList<int>> Confusion)
{
    /// <summary>Makes sure that the figures belong together.</summary>
    /// <exception cref="StateException">They do not; the message says in what.</exception>
    public void EnsureConsistent()
    {
        if (Confusion.FirstOrDefault(row => row is null || row.Count != Confusion.Count) is { } odd)
            throw new StateException($"scores of {Confusion.Count} classes have a row of {odd.Count}");
        if (Confusion.Any(row => row is null || row.Any(count => count < 0)))
            throw new StateException("scores have rows that are not counts");
        var total = Confusion.Sum(row => row.Sum(count => (long)count));
        var correct = Confusion.Select((row, actual) => (long)row[actual]).Sum();
        if ((total, correct) != (Total, Correct))
            throw new StateException(
                $"scores say {Correct} of {Total} are right, their counts {correct} of {total}");
    }
}
