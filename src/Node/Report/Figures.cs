using System.Globalization;

namespace SplitLearning.Node.Report;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    /// <summary>Stands where there is no figure.</summary>
    public const string None = "–";

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A share as per cent: 0.9775 is <c>97.75 %</c>.</summary>
    public static string Percent(double? share) => share is { } value ? Invariant($"{100 * value:0.00} %") : None;

    public static string Loss(double? loss) => loss is { } value ? Invariant($"{value:0.0000}") : None;

    public static string Share(double? share) => share is { } value ? Invariant($"{value:0.0000}") : None;

    /// <summary>Up to two minutes in seconds, then in the two largest units: <c>1 h 06 min</c>.</summary>
    public static string Time(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalSeconds: < 120 } => Invariant($"{seconds:0.0} s"),
        { TotalHours: < 1 } time => Invariant($"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        var time => Invariant($"{(int)time.TotalHours} h {time.Minutes:00} min"),
    };

    /// <summary>Short times to the millisecond.</summary>
    public static string ShortTime(double seconds) => Invariant($"{seconds:0.000} s");

    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < Units.Length - 1; unit++)
            value /= 1024;
        return unit == 0 ? Invariant($"{bytes} B") : Invariant($"{value:0.0} {Units[unit]}");
    }

    public static string Count(long count) => Invariant($"{count:#,0}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
