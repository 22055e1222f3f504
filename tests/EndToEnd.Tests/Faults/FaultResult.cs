namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>What became of a run to which something was done.</summary>
/// <param name="At">The moment at which it happened; null where it did not come to that.</param>
/// <param name="Who">The processes concerned.</param>
/// <param name="Hash">Of the run's weights; null where it has none.</param>
/// <param name="Problem">Why the run does not count as recovered; null where it does.</param>
/// <param name="Tails">The last lines of all processes, where it does not.</param>
internal sealed record FaultResult(
    Fault Fault, Moment? At, IReadOnlyList<string> Who, double Seconds, string? Hash, string? Problem,
    IReadOnlyDictionary<string, string> Tails)
{
    /// <summary>Why it could not be tried on this machine; null where it was.</summary>
    public string? Skipped { get; init; }

    public bool IsRecovered => Skipped is null && Problem is null;

    private string Verdict => IsRecovered ? "recovered" : "NOT RECOVERED";

    private string Where => Fault.Kind == FaultKind.None ? "" : $"{At ?? Fault.Moment}";

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"seed {Fault.Seed,-6} {Fault.Kind,-14} {Where,-34} ")
        + FormattableString.Invariant($"{string.Join(" and ", Who),-19} {Seconds,6:0.0} s  ")
        + (Skipped is not null ? $"skipped: {Skipped}" : $"{Verdict,-13}  {Hash?[..12] ?? "no weights"}  {Problem}")
        .TrimEnd();
}
