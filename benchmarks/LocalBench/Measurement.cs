namespace LocalBench;

/// <param name="Target">The figure to reach.</param>
internal sealed record Measurement(string Name, string Unit, string Target, Func<Task<double>> Measure);
