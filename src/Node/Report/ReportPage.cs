using SplitLearning.Data.Datasets;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>A run as one page that needs nothing else: no network, no other file.</summary>
/// <remarks>The same files give the same page, so it can be made anew at any time.</remarks>
internal static class ReportPage
{
    /// <summary>Nothing may be fetched, whatever stands in the page.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    /// <param name="charts">Null where the build had no charting library: the page then says so.</param>
    public static Html Of(RunFiles run, ChartLibrary? charts) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <title>{run.Folder.Id}</title>
        <style>
        {new Html(Resources.Text("report.css"))}</style>
        </head>
        <body>
        <main>
        {Body(run, charts is not null)}{Licences(charts)}</main>
        {Scripts(run, charts)}</body>
        </html>

        """);

    /// <summary>As in the names of files.</summary>
    public static string NameOf(Phase phase) => phase == Phase.Train ? "train" : "test";

    private static Html Body(RunFiles run, bool hasCharts)
    {
        Html[] sections =
        [
            CurveSection.Of(run, hasCharts),
            ClientSection.Of(run),
            ClassSection.Of(run, hasCharts),
            TimelineSection.Of(run, hasCharts),
            PlanSection.Of(run),
        ];
        // Last: it names the files that turned out to be damaged.
        return Html.Join([ReportHead.Of(run, hasCharts), .. sections]);
    }

    private static Html Licences(ChartLibrary? charts) => charts is null ? Html.Empty : Html.Of(
        $"""
        <details><summary>Licences of the charting library</summary>
        <pre>{charts.Licences}</pre></details>

        """);

    private static Html Scripts(RunFiles run, ChartLibrary? charts) => charts is null ? Html.Empty : Html.Of(
        $"""
        <script type="application/json" id="run-data">{new Html(ChartData.Of(run).ToJson())}</script>
        <script>{new Html(charts.Script)}</script>
        <script>{new Html(Resources.Text("report.js"))}</script>

        """);
}
