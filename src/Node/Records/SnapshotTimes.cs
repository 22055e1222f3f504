using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>What handing the client model on has cost a run.</summary>
/// <param name="Count">Snapshots that went from one agent to another.</param>
/// <param name="Skipped">Turns whose agent held the state already.</param>
/// <param name="Bytes">Of all snapshots.</param>
/// <param name="Seconds">Of all snapshots.</param>
/// <param name="MeanSeconds">Of one; 0 when there were none.</param>
/// <param name="MaxSeconds">Of the slowest; 0 when there were none.</param>
internal sealed record SnapshotTimes(
    int Count, int Skipped, long Bytes, double Seconds, double MeanSeconds, double MaxSeconds)
{
    public static SnapshotTimes Of(IEnumerable<SnapshotHandedOver> snapshots)
    {
        var all = snapshots.ToList();
        var moved = all.Where(snapshot => !snapshot.Skipped).ToList();
        var seconds = moved.Sum(snapshot => snapshot.Seconds);
        return new(
            moved.Count, all.Count - moved.Count, moved.Sum(snapshot => snapshot.Bytes), seconds,
            moved.Count == 0 ? 0 : seconds / moved.Count,
            moved.Count == 0 ? 0 : moved.Max(snapshot => snapshot.Seconds));
    }
}
