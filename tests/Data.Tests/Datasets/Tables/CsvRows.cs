using System.Globalization;
using System.Text;

namespace SplitLearning.Data.Tests.Datasets.Tables;

/// <summary>Files of heartbeats, row by row.</summary>
internal static class CsvRows
{
    public const int Columns = 187;

    /// <summary>A row whose values begin with <paramref name="first"/>; the rest is zeros.</summary>
    public static string Row(object first, object label) => string.Create(CultureInfo.InvariantCulture,
        $"{first},{string.Join(",", Enumerable.Repeat("0.5", Columns - 1))},{label}");

    /// <summary>Rows sorted by class, <paramref name="each"/> of each, numbered by their first values.</summary>
    public static string Sorted(int each) => string.Concat(
        from label in Enumerable.Range(0, 5)
        from number in Enumerable.Range(0, each)
        select Row(label * each + number, label) + "\n");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
