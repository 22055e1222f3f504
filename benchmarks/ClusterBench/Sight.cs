namespace ClusterBench;

/// <summary>A line that a node said, and the cluster as it saw it then.</summary>
/// <param name="At">When it was read, by <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal sealed record Sight(long At, string Line, View View);
