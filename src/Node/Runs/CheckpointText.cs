using System.Globalization;
using SplitLearning.Node.Report;

namespace SplitLearning.Node.Runs;

/// <summary>A run's checkpoints as text for people.</summary>
internal static class CheckpointText
{
    private static readonly string[] Head = ["checkpoint", "written (UTC)", "parts", "client model", "state"];

    public static void Write(string runId, IReadOnlyList<CheckpointRow> rows, TextWriter output)
    {
        if (rows.Count == 0)
            output.WriteLine($"The run {runId} has no checkpoints.");
        else
            TextTable.Write(output, Head, rows.Select(Cells));
        foreach (var problem in rows.SelectMany(row => row.Problems))
            output.WriteLine($"warning: {problem}");
    }

    private static string[] Cells(CheckpointRow row) =>
    [
        row.Place,
        row.Written?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? Figures.None,
        row.Parts.Count == 0 ? Figures.None : string.Join(", ", row.Parts.Select(part =>
            $"{part.Agent ?? Path.GetFileNameWithoutExtension(part.File)} {Figures.Bytes(part.Bytes)}")),
        row.ClientHere switch { true => "here", false => "elsewhere", null => Figures.None },
        row.State,
    ];
}
