using System.Globalization;
using System.Text.RegularExpressions;

namespace SplitLearning.Models.State;

/// <summary>Where in a run a checkpoint stands: after so many whole epochs and so many turns of the next one.</summary>
/// <param name="Epochs">Whole epochs, from 0.</param>
/// <param name="Turns">Turns of the next epoch, training or test, in the order of the run; from 0.</param>
public readonly partial record struct CheckpointPlace(int Epochs, int Turns) : IComparable<CheckpointPlace>
{
    /// <summary>Name of its folder: <c>epoch-0005</c>, or <c>epoch-0005-turn-02</c>.</summary>
    public string FolderName => string.Create(
        CultureInfo.InvariantCulture, $"epoch-{Epochs:D4}{(Turns == 0 ? "" : $"-turn-{Turns:D2}")}");

    /// <summary>Whether something has been trained by then, so that there can be a checkpoint.</summary>
    public bool IsReached => Epochs >= 0 && Turns >= 0 && this != default;

    /// <summary>The place between two epochs.</summary>
    /// <param name="epoch">The one that is complete, from 1.</param>
    public static CheckpointPlace AfterEpoch(int epoch) => new(epoch, Turns: 0);

    /// <summary>The place that a folder is named after; null where it is named otherwise.</summary>
    public static CheckpointPlace? OfFolder(string name)
    {
        if (Form().Match(name) is not { Success: true } match)
            return null;
        var place = new CheckpointPlace(Number(match.Groups["epochs"]), Number(match.Groups["turns"]));
        // One name a place: a second folder of the same would never be looked at again.
        return place.IsReached && place.FolderName == name ? place : null;
    }

    /// <inheritdoc/>
    public int CompareTo(CheckpointPlace other) => (Epochs, Turns).CompareTo((other.Epochs, other.Turns));

    /// <summary>For people: <c>epoch 5</c>, or <c>epoch 5 and 2 turns</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {Epochs}{Turns switch { 0 => "", 1 => " and 1 turn", _ => $" and {Turns} turns" }}");

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(CheckpointPlace one, CheckpointPlace other) => one.CompareTo(other) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(CheckpointPlace one, CheckpointPlace other) => one.CompareTo(other) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(CheckpointPlace one, CheckpointPlace other) => one.CompareTo(other) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(CheckpointPlace one, CheckpointPlace other) => one.CompareTo(other) >= 0;

    private static int Number(Group digits) =>
        digits.Success ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    // Nine digits at most: each such number is an int.
    [GeneratedRegex(@"^epoch-(?<epochs>[0-9]{4,9})(?:-turn-(?<turns>[0-9]{2,9}))?\z")]
    private static partial Regex Form();
}
