namespace SplitLearning.Data.Stores.Import;

/// <summary>How far an import is.</summary>
/// <param name="Done">Samples in the store, those of earlier imports included.</param>
/// <param name="Total">Samples that there will be.</param>
/// <param name="SamplesPerSecond">Of this import, from its beginning; 0 as long as nothing was put in.</param>
/// <param name="Remaining">Time that the rest takes at this rate; null while it is not known.</param>
public sealed record ImportProgress(int Done, int Total, double SamplesPerSecond, TimeSpan? Remaining);
