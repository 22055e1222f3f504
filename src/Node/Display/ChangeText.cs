using System.Globalization;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Node.Display;

/// <summary>A change of a run's plan, in words.</summary>
internal static class ChangeText
{
    /// <summary>E.g. <c>learning-rate 0.001, not 0.01, after epoch 5</c>.</summary>
    public static string Of(PlanChanged change) =>
        $"{change.Setting} {Text(change.To)}, not {Text(change.From)}, after {Place(change)}";

    private static CheckpointPlace Place(PlanChanged change) => new(change.Epoch, change.Turns);

    // As it was set, or as it was read from a file.
    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
