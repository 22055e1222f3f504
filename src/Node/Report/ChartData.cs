using System.Text.Json;
using SplitLearning.Data.Datasets;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>What the charts of a page show; becomes JSON in the page.</summary>
internal sealed record ChartData(
    CurveData Curves, IReadOnlyDictionary<string, MatrixData> Confusion, TimelineData Timeline)
{
    // The standard encoder escapes '<', '>' and '&': no text can end the element that the JSON stands in.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static ChartData Of(RunFiles run) => new(
        CurveData.Of(run.History.Scores),
        new[] { Phase.Test, Phase.Train }
            .Select(phase => (Name: ReportPage.NameOf(phase), Counts: run.Confusion(phase)))
            .Where(matrix => matrix.Counts is not null)
            .ToDictionary(matrix => matrix.Name, matrix => MatrixData.Of(matrix.Counts!, run.ClassNames)),
        TimelineData.Of(run.History));

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>Loss in nats and accuracy in per cent; null where it is not a number.</summary>
internal sealed record CurveData(
    IReadOnlyList<int> Epochs, IReadOnlyList<double?> TrainLoss, IReadOnlyList<double?> TestLoss,
    IReadOnlyList<double?> TrainAccuracy, IReadOnlyList<double?> TestAccuracy)
{
    public static CurveData Of(IReadOnlyList<EpochScore> scores) => new(
        [.. scores.Select(score => score.Epoch)],
        [.. scores.Select(score => Finite(score.TrainLoss))],
        [.. scores.Select(score => Finite(score.TestLoss))],
        [.. scores.Select(score => Finite(100 * score.TrainAccuracy))],
        [.. scores.Select(score => Finite(100 * score.TestAccuracy))]);

    // JSON has no word for a loss that is not a number; the chart leaves a gap.
    private static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;
}

/// <param name="Counts">[actual][predicted].</param>
/// <param name="Shares">The counts divided by the sum of their row.</param>
internal sealed record MatrixData(
    IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<int>> Counts, IReadOnlyList<IReadOnlyList<double>> Shares)
{
    public static MatrixData Of(int[,] counts, IReadOnlyList<string> names) => new(
        [.. ClassReport.Of(counts, names).Classes.Select(score => score.Name)],
        Rows(counts),
        [.. Rows(ConfusionCsv.Normalised(counts)).Select(row => row.Select(share => Math.Round(share, 4)).ToList())]);

    private static List<IReadOnlyList<T>> Rows<T>(T[,] values) =>
    [
        .. Enumerable.Range(0, values.GetLength(0)).Select(row =>
            Enumerable.Range(0, values.GetLength(1)).Select(column => values[row, column]).ToList()),
    ];
}
