using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>Accuracy and loss of every epoch.</summary>
internal static class CurveSection
{
    private static readonly string[] Columns =
        ["epoch", "train loss", "train accuracy", "test loss", "test accuracy", "training", "testing"];

    public static Html Of(RunFiles run, bool hasCharts)
    {
        var scores = run.History.Scores;
        return scores.Count == 0
            ? Html.Of($"<h2>Accuracy and loss</h2>\n<p>No epoch was completed.</p>\n")
            : Html.Of(
                $"""
                <h2>Accuracy and loss</h2>
                {(hasCharts ? Charts : Html.Empty)}{Table(scores, isOpen: !hasCharts)}
                """);
    }

    private static Html Charts => Html.Of(
        $"""
        <div class="pair">
        {Chart.Of("accuracy", "chart", "Accuracy in each epoch")}{Chart.Of("loss", "chart", "Loss in each epoch")}</div>

        """);

    private static Html Table(IReadOnlyList<EpochScore> scores, bool isOpen) => Html.Of(
        $"""
        <details{new Html(isOpen ? " open" : "")}><summary>Figures of each epoch</summary>
        {HtmlTable.Of(Columns, scores.Select(Row))}</details>

        """);

    private static object?[] Row(EpochScore score) =>
    [
        score.Epoch, Figures.Loss(score.TrainLoss), Figures.Percent(score.TrainAccuracy), Figures.Loss(score.TestLoss),
        Figures.Percent(score.TestAccuracy), Figures.Time(score.TrainSeconds), Figures.Time(score.TestSeconds),
    ];
}
