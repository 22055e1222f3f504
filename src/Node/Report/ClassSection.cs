using SplitLearning.Data.Datasets;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>Which classes are taken for which, and how well each is found, after the last epoch.</summary>
internal static class ClassSection
{
    private static readonly string[] Columns =
        ["class", "precision", "recall", "F1", "samples", "predicted", "right"];

    public static Html Of(RunFiles run, bool hasCharts) => Html.Join(
        new[] { Phase.Test, Phase.Train }.Select(phase => run.Confusion(phase) is { } counts
            ? OfPhase(phase, counts, run.ClassNames, hasCharts)
            : Html.Empty));

    private static Html OfPhase(Phase phase, int[,] counts, IReadOnlyList<string> names, bool hasCharts)
    {
        var report = ClassReport.Of(counts, names);
        return Html.Of(
            $"""
            <h2>Classes, {(phase == Phase.Test ? "test" : "training")}, last epoch</h2>
            {(hasCharts ? Charts(ReportPage.NameOf(phase)) : Html.Empty)}{Counts(report, counts, isOpen: !hasCharts)}
            <h3>Precision, recall and F1</h3>
            {HtmlTable.Of(Columns, [.. report.Classes.Select(Row), Mean(report)])}
            """);
    }

    private static Html Charts(string phase) => Html.Of(
        $"""
        <div class="pair">
        {Chart.Of(phase + "-counts", "matrix", "Confusion matrix, counts")}
        {Chart.Of(phase + "-shares", "matrix", "Confusion matrix, shares of each actual class")}</div>

        """);

    private static Html Counts(ClassReport report, int[,] counts, bool isOpen) => Html.Of(
        $"""
        <details{new Html(isOpen ? " open" : "")}><summary>Confusion matrix as a table</summary>
        {HtmlTable.Of(
            ["actual", .. report.Classes.Select(score => $"predicted {score.Name}")],
            report.Classes.Select(score => (IReadOnlyList<object?>)
                [score.Name, .. report.Classes.Select(predicted => (object)counts[score.Class, predicted.Class])]))}
        {HtmlTable.Of(
            ["actual, shares", .. report.Classes.Select(score => $"predicted {score.Name}")],
            Shares(report, ConfusionCsv.Normalised(counts)))}</details>
        """);

    private static IEnumerable<IReadOnlyList<object?>> Shares(ClassReport report, double[,] shares) =>
        report.Classes.Select(score => (IReadOnlyList<object?>)
            [score.Name, .. report.Classes.Select(other => Figures.Share(shares[score.Class, other.Class]))]);

    private static object?[] Row(ClassScore score) =>
    [
        score.Name, Figures.Share(score.Precision), Figures.Share(score.Recall), Figures.Share(score.F1),
        score.Support, score.Predicted, score.Correct,
    ];

    private static object?[] Mean(ClassReport report) =>
    [
        "mean, sum",
        Figures.Share(report.MacroPrecision), Figures.Share(report.MacroRecall), Figures.Share(report.MacroF1),
        report.Classes.Sum(score => score.Support), report.Classes.Sum(score => score.Predicted),
        report.Classes.Sum(score => score.Correct),
    ];
}
