using System.Globalization;
using System.Text;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Node.Records;

/// <summary><c>bad-samples.csv</c>: the samples that were left out, and why.</summary>
internal static class BadSamplesFile
{
    public const string Name = "bad-samples.csv";

    /// <summary>Writes the file into a folder, which is made where it is not there.</summary>
    /// <param name="who">Whose data they are, for people, e.g. <c>agent-1: </c>; may be empty.</param>
    /// <returns>What to tell people; null, and no file, when nothing was left out.</returns>
    /// <exception cref="Hosting.NodeFailureException">The file cannot be written.</exception>
    public static Notice? Write(string folder, IReadOnlyList<BadSample> skipped, string who)
    {
        if (skipped.Count == 0)
            return null;
        var path = Path.Combine(folder, Name);
        Storage.Guard(path, () => Directory.CreateDirectory(folder));
        Storage.WriteText(path, ToCsv(skipped));
        var samples = skipped.Count == 1 ? "1 bad sample is" : $"{skipped.Count} bad samples are";
        return new Notice($"{who}{samples} left out: see {path}");
    }

    private static string ToCsv(IReadOnlyList<BadSample> skipped)
    {
        var csv = new StringBuilder("file,row,reason\n");
        foreach (var (file, row, reason) in skipped)
            csv.Append(CultureInfo.InvariantCulture, $"{Quoted(file)},{row},{Quoted(reason)}\n");
        return csv.ToString();
    }

    // RFC 4180: a field with a separator, a quote or a line end stands in quotes, and quotes in it twice.
    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
