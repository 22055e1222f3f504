namespace SplitLearning.Models.State;

/// <summary>Keeps a run's checkpoints few: remembers how good each epoch was, drops what need not stay.</summary>
/// <param name="retention">Which ones are kept.</param>
/// <param name="earlier">Test accuracies, 0 to 1, of the epochs before this one took over; by epoch.</param>
public sealed class CheckpointKeeper(
    CheckpointRetention retention, IEnumerable<KeyValuePair<int, double>>? earlier = null)
{
    private readonly Dictionary<int, double> _accuracies = new(earlier ?? []);

    /// <summary>An epoch has been tested.</summary>
    /// <param name="accuracy">Share of test samples whose class was right, 0 to 1.</param>
    public void Tested(int epoch, double accuracy) => _accuracies[epoch] = accuracy;

    /// <summary>Drops what need not be kept, now that there is a new checkpoint.</summary>
    /// <param name="newest">It must be complete; later ones are of a course that was taken back, and go.</param>
    /// <exception cref="StateException">See <see cref="CheckpointFolder.KeepOnly"/>.</exception>
    public void Tidy(CheckpointFolder folder, CheckpointPlace newest) =>
        folder.KeepOnly(retention.Kept(folder.Places().Where(place => place <= newest).Append(newest), _accuracies));
}
