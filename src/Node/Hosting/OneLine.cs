using System.Text.RegularExpressions;

namespace SplitLearning.Node.Hosting;

/// <summary>Makes an exception's message one line for the terminal; the log file has the rest.</summary>
internal static partial class OneLine
{
    public static string Of(Exception exception) => Of(exception is AggregateException { InnerException: { } inner }
        ? inner.Message
        : exception.Message);

    public static string Of(string text) => LineBreaks().Replace(text.Trim(), " ");

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineBreaks();
}
