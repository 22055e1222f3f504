namespace SplitLearning.Node.Runs;

/// <summary>Columns of text that stand under each other.</summary>
internal static class TextTable
{
    /// <param name="head">A column whose name begins with a blank has its figures on the right.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [[.. head.Select(name => name.TrimStart())], .. rows];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        foreach (var row in all)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => head[column].StartsWith(' ')
                ? cell.PadLeft(widths[column])
                : cell.PadRight(widths[column]))).TrimEnd());
    }
}
