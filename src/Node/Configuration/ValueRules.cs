using System.Globalization;
using System.Text.RegularExpressions;

namespace SplitLearning.Node.Configuration;

/// <summary>Makes keys of each kind of value. A value is a list of one; no value is an empty list.</summary>
internal static partial class ValueRules
{
    private const NumberStyles RealStyle = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The word for "take the workload's own value", or the machine's.</summary>
    public const string Auto = "auto";

    /// <summary>The word for "there is none".</summary>
    public const string None = "none";

    public static SettingKey<string> Text(string path, string expected) => new(path, expected, text => [text]);

    public static SettingKey<string> Matching(string path, string expected, Regex pattern) =>
        new(path, expected, text => pattern.IsMatch(text) ? [text] : []);

    public static SettingKey<TEnum> OneOf<TEnum>(string path)
        where TEnum : struct, Enum
    {
        var names = Enum.GetNames<TEnum>().Select(name => name.ToLowerInvariant()).ToArray();
        return new(path, string.Join(" or ", names),
            text => names.Contains(text) ? [Enum.Parse<TEnum>(text, ignoreCase: true)] : []);
    }

    /// <param name="word">What each value is called.</param>
    public static SettingKey<TEnum> OneOf<TEnum>(string path, Func<TEnum, string> word)
        where TEnum : struct, Enum
    {
        var values = Enum.GetValues<TEnum>();
        return new(path, string.Join(" or ", values.Select(word)), text => [.. values.Where(v => word(v) == text)]);
    }

    public static SettingKey<bool> OnOff(string path) => new(path, "on or off", text => text switch
    {
        "on" => [true],
        "off" => [false],
        _ => [],
    });

    public static SettingKey<long> Whole(string path, long least, long most) =>
        new(path, $"a whole number from {least} to {most}", text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most ? [value] : []);

    /// <summary>A number above <paramref name="least"/>, or equal to it if <paramref name="inclusive"/>.</summary>
    public static SettingKey<double> Real(string path, double least, bool inclusive, double below) =>
        new(path, string.Create(CultureInfo.InvariantCulture,
            $"a number {(inclusive ? "from" : "above")} {least} to below {below}"), text =>
            double.TryParse(text, RealStyle, CultureInfo.InvariantCulture, out var value)
            && (inclusive ? value >= least : value > least) && value < below ? [value] : []);

    /// <summary>A part of a whole, which may be all of it but not nothing.</summary>
    public static SettingKey<double> Share(string path) =>
        new(path, "a number above 0, at most 1", text =>
            double.TryParse(text, RealStyle, CultureInfo.InvariantCulture, out var value)
            && value is > 0 and <= 1 ? [value] : []);

    /// <summary>The same key with the word <c>auto</c> allowed, which stands for null.</summary>
    public static SettingKey<T?> OrAuto<T>(this SettingKey<T> key)
        where T : struct =>
        new(key.Path, $"{key.Expected}, or {Auto}",
            text => text == Auto ? [null] : [.. key.Read(text).Select(value => (T?)value)]);

    public static SettingKey<TimeSpan> Duration(string path, TimeSpan least, TimeSpan most) =>
        new(path, $"a duration from {Show(least)} to {Show(most)}, e.g. 30 s",
            text => Span(text) is { } value && value >= least && value <= most ? [value] : []);

    /// <summary>Bytes, with the units of HOCON that are powers of 1024.</summary>
    public static SettingKey<long> Bytes(string path, long least, long most) =>
        new(path, $"a size from {least / 1024} KiB to {most / (1024 * 1024)} MiB, e.g. 1 MiB",
            text => Size(text) is { } value && value >= least && value <= most ? [value] : []);

    private static string Show(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds} s");

    private static TimeSpan? Span(string text) => Measure(text) switch
    {
        (var n, "ms" or "milli" or "millis" or "millisecond" or "milliseconds") => TimeSpan.FromMilliseconds(n),
        (var n, "s" or "second" or "seconds") => TimeSpan.FromSeconds(n),
        (var n, "m" or "minute" or "minutes") => TimeSpan.FromMinutes(n),
        (var n, "h" or "hour" or "hours") => TimeSpan.FromHours(n),
        _ => null,
    };

    private static long? Size(string text) => Measure(text) switch
    {
        (var n, "" or "B" or "b") => (long)n,
        (var n, "KiB" or "K" or "k" or "Ki") => (long)(n * 1024),
        (var n, "MiB" or "M" or "m" or "Mi") => (long)(n * 1024 * 1024),
        (var n, "GiB" or "G" or "g" or "Gi") => (long)(n * (1L << 30)),
        _ => null,
    };

    private static (double Number, string Unit)? Measure(string text)
    {
        var match = NumberAndUnit().Match(text);
        return match.Success
            ? (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value)
            : null;
    }

    // At most nine digits: no duration or size that is in range needs more, and none overflows.
    [GeneratedRegex(@"^(\d{1,9}(?:\.\d{1,9})?)\s*([A-Za-z]*)\z")]
    private static partial Regex NumberAndUnit();
}
