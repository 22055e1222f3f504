using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores.Verification;

/// <summary>What is wrong with one collection; ids ascending.</summary>
/// <param name="Count">Samples that were found.</param>
/// <param name="Missing">Ids that the manifest promises and nobody has.</param>
/// <param name="Extra">Ids beyond those of the manifest.</param>
/// <param name="Changed">Samples whose label, name or content is not that of the import.</param>
/// <param name="HashDiffers">
/// Whether the collection as a whole is not the manifest's, although nothing above is wrong: samples were replaced
/// together with their hashes.
/// </param>
public sealed record PhaseFindings(
    Phase Phase, int Count, IReadOnlyList<int> Missing, IReadOnlyList<int> Extra, IReadOnlyList<int> Changed,
    bool HashDiffers)
{
    /// <summary>Whether all is as it was imported.</summary>
    public bool IsClean => Missing.Count + Extra.Count + Changed.Count == 0 && !HashDiffers;
}
