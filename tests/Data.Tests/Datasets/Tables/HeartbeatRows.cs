using System.Globalization;
using System.Text;

namespace SplitLearning.Data.Tests.Datasets.Tables;

/// <summary>CSV rows of 187 values and a class.</summary>
internal static class HeartbeatRows
{
    public const int Columns = 187;

    /// <summary>Every value of the row is the same.</summary>
    public static string Row(double value, string label = "0") => string.Join(',',
        [.. Enumerable.Repeat(value.ToString(CultureInfo.InvariantCulture), Columns), label]);

    public static byte[] File(params IEnumerable<string> rows) => Encoding.UTF8.GetBytes(string.Join('\n', rows));
}
