using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Durations and byte sizes as HOCON's specification writes them.</summary>
internal static class HoconUnits
{
    public const string DurationForm = "a duration such as 500ms, 10s, 5 minutes or infinite";

    public const string ByteForm = "a size such as 128000b, 64 KiB or 2MB";

    private static readonly Dictionary<string, double> Milliseconds = Table(
        (1e-6, "ns nano nanos nanosecond nanoseconds"),
        (1e-3, "us micro micros microsecond microseconds"),
        (1, "ms milli millis millisecond milliseconds"),
        (1e3, "s second seconds"),
        (60e3, "m minute minutes"),
        (3600e3, "h hour hours"),
        (86400e3, "d day days"));

    private static readonly Dictionary<string, double> Bytes = Table(
        (1, "b B byte bytes"),
        (1e3, "kB kilobyte kilobytes"),
        (1 << 10, "k K Ki KiB kibibyte kibibytes"),
        (1e6, "MB megabyte megabytes"),
        (1 << 20, "m M Mi MiB mebibyte mebibytes"),
        (1e9, "GB gigabyte gigabytes"),
        (1 << 30, "g G Gi GiB gibibyte gibibytes"),
        (1e12, "TB terabyte terabytes"),
        (1L << 40, "t T Ti TiB tebibyte tebibytes"));

    public static bool TryParseDuration(string? text, out TimeSpan duration)
    {
        duration = Timeout.InfiniteTimeSpan;
        if (text is "infinite")
            return true;
        if (!TrySplit(text, Milliseconds, out var value) || value < 0 || value > TimeSpan.MaxValue.TotalMilliseconds)
            return false;
        duration = TimeSpan.FromTicks((long)Math.Round(value * TimeSpan.TicksPerMillisecond));
        return true;
    }

    public static bool TryParseBytes(string? text, out long bytes)
    {
        var known = TrySplit(text, Bytes, out var value) && value is >= 0 and < long.MaxValue;
        bytes = known ? (long)value : 0;
        return known;
    }

    private static bool TrySplit(string? text, Dictionary<string, double> units, out double value)
    {
        value = 0;
        if (text is null)
            return false;
        var number = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ").TrimEnd();
        var unit = text[number.Length..].Trim();
        var factor = 1d;
        if (unit.Length > 0 && !units.TryGetValue(unit, out factor))
            return false;
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return false;
        value *= factor;
        return true;
    }

    private static Dictionary<string, double> Table(params (double Factor, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Factor)))
            .ToDictionary(unit => unit.name, unit => unit.Factor);
}
