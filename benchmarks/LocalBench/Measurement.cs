namespace LocalBench;

/// <param name="Digits">Behind the decimal point.</param>
/// <param name="Target">The figure to reach.</param>
internal sealed record Measurement(string Name, string Unit, int Digits, string Target, Func<Task<double>> Measure);
