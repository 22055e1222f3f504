using System.Globalization;
using System.Text;
using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>Keeps <c>confusion-train.csv</c> and <c>confusion-test.csv</c>: the counts of the last epoch.</summary>
internal sealed class ConfusionFiles(RunFolder folder) : IRunRecorder
{
    public void Record(RunEvent runEvent)
    {
        if (runEvent is EpochFinished epoch)
            Storage.WriteText(folder.Confusion(epoch.Phase), ToCsv(epoch.Confusion));
    }

    /// <summary>A row for each actual class, a column for each predicted class.</summary>
    private static string ToCsv(int[,] counts)
    {
        var predicted = Enumerable.Range(0, counts.GetLength(1));
        var csv = new StringBuilder("actual");
        foreach (var column in predicted)
            csv.Append(CultureInfo.InvariantCulture, $",predicted_{column}");
        for (var row = 0; row < counts.GetLength(0); row++)
            csv.Append('\n').Append(row).Append(',').AppendJoin(',', predicted.Select(column => counts[row, column]));
        return csv.Append('\n').ToString();
    }
}
