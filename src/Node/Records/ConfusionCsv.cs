using System.Globalization;
using System.Text;

namespace SplitLearning.Node.Records;

/// <summary>A confusion matrix as CSV: a row for each actual class, a column for each predicted one.</summary>
internal static class ConfusionCsv
{
    /// <summary>Far more than any workload has; a file with more is none of ours.</summary>
    private const int MostClasses = 1000;

    /// <param name="counts">[actual, predicted].</param>
    public static string OfCounts(int[,] counts) =>
        Table(counts, (row, column) => counts[row, column].ToString(CultureInfo.InvariantCulture));

    /// <summary>Each row divided by its sum; 0 in the rows of classes without samples.</summary>
    public static string OfShares(int[,] counts)
    {
        var shares = Normalised(counts);
        return Table(counts, (row, column) => shares[row, column].ToString("0.######", CultureInfo.InvariantCulture));
    }

    /// <inheritdoc cref="OfShares"/>
    public static double[,] Normalised(int[,] counts)
    {
        var shares = new double[counts.GetLength(0), counts.GetLength(1)];
        for (var row = 0; row < counts.GetLength(0); row++)
        {
            var sum = Columns(counts).Sum(column => (long)counts[row, column]);
            foreach (var column in Columns(counts))
                shares[row, column] = sum == 0 ? 0 : (double)counts[row, column] / sum;
        }

        return shares;
    }

    /// <returns>The counts [actual, predicted]; null when the text is not such a table.</returns>
    public static int[,]? TryParse(string csv)
    {
        var rows = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        if (rows.Count is 0 or > MostClasses)
            return null;

        var counts = new int[rows.Count, rows.Count];
        foreach (var (row, line) in rows.Index())
        {
            var cells = line.Split(',');
            if (cells.Length != rows.Count + 1)
                return null;
            for (var column = 0; column < rows.Count; column++)
                if (!int.TryParse(
                        cells[column + 1], NumberStyles.None, CultureInfo.InvariantCulture, out counts[row, column]))
                    return null;
        }

        return counts;
    }

    private static string Table(int[,] counts, Func<int, int, string> cell)
    {
        var csv = new StringBuilder("actual");
        foreach (var column in Columns(counts))
            csv.Append(CultureInfo.InvariantCulture, $",predicted_{column}");
        for (var row = 0; row < counts.GetLength(0); row++)
            csv.Append('\n').Append(row).Append(',').AppendJoin(',', Columns(counts).Select(c => cell(row, c)));
        return csv.Append('\n').ToString();
    }

    private static IEnumerable<int> Columns(int[,] counts) => Enumerable.Range(0, counts.GetLength(1));
}
