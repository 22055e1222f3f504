namespace SplitLearning.Data.Stores.Import;

/// <summary>What an import has done.</summary>
/// <param name="Manifest">What the store holds now.</param>
/// <param name="Added">Samples that were put in.</param>
/// <param name="Kept">Samples that were there already.</param>
/// <param name="Bytes">Size of what was put in.</param>
/// <param name="Elapsed">Time that it took.</param>
public sealed record ImportOutcome(StoreManifest Manifest, int Added, int Kept, long Bytes, TimeSpan Elapsed);
