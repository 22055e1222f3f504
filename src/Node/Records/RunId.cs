using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>Name of a run and of its folder, e.g. <c>20260131-142233-mnist-split-3f2a</c>.</summary>
internal readonly partial record struct RunId
{
    private RunId(string value) => Value = value;

    public string Value { get; }

    /// <summary>A new id: local time to the second, workload, mode, and 16 random bits for two in one second.</summary>
    public static RunId Create(TimeProvider clock, string workload, RunMode mode)
    {
        var time = clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var suffix = RandomNumberGenerator.GetHexString(4, lowercase: true);
        return new($"{time}-{workload}-{mode.ToString().ToLowerInvariant()}-{suffix}");
    }

    /// <exception cref="NodeFailureException">The text cannot be the name of a folder on every system.</exception>
    public static RunId Parse(string text) => Valid().IsMatch(text)
        ? new(text)
        : throw new NodeFailureException(ExitCode.Configuration,
            $"The run id '{text}' is not usable; it must be 1 to 100 letters, digits, '-', '_' or '.', "
            + "and begin with a letter or digit.");

    public override string ToString() => Value;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Valid();
}
