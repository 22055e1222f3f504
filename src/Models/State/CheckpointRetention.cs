namespace SplitLearning.Models.State;

/// <summary>Which checkpoints are kept.</summary>
/// <param name="KeepLast">The newest so many; at least one.</param>
/// <param name="KeepBest">Also the one with the highest test accuracy, the first of equals.</param>
public sealed record CheckpointRetention(int KeepLast, bool KeepBest)
{
    /// <summary>Those to keep, oldest first.</summary>
    /// <param name="places">Those there are, in any order.</param>
    /// <param name="testAccuracies">By epoch, 0 to 1; checkpoints between turns, or of other epochs, have none.</param>
    public IReadOnlyList<CheckpointPlace> Kept(
        IEnumerable<CheckpointPlace> places, IReadOnlyDictionary<int, double> testAccuracies)
    {
        var ordered = places.Distinct().Order().ToList();
        var best = ordered.Where(place => KeepBest && place.Turns == 0 && testAccuracies.ContainsKey(place.Epochs))
            .OrderByDescending(place => testAccuracies[place.Epochs]).ThenBy(place => place).Take(1);
        return [.. ordered.TakeLast(Math.Max(1, KeepLast)).Union(best).Order()];
    }
}
