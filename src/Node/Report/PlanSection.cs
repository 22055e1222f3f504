using System.Text.Json.Nodes;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>What was planned, with what it was done, and everything else that the summary says.</summary>
internal static class PlanSection
{
    public static Html Of(RunFiles run) => Html.Of(
        $"""
        <h2>Plan</h2>
        {HtmlTable.Of(JsonFields.Of(run.Plan))}
        <h2>Environment</h2>
        {HtmlTable.Of(Environment(run))}
        {Agents(run)}
        {Summary(run.SummaryFields)}
        """);

    private static IEnumerable<KeyValuePair<string, string>> Environment(RunFiles run) => run.Summary is not { } summary
        ? [new("data", Figures.None)]
        :
        [
            new("data", summary.Data ?? Figures.None),
            .. summary.Machine ?? new Dictionary<string, string>(),
            .. summary.Versions,
            new("weights_sha256", summary.WeightsSha256 ?? Figures.None),
        ];

    private static Html Agents(RunFiles run) => run.History.Agents.Count == 0 ? Html.Empty : HtmlTable.Of(
        ["agent", "training samples", "test samples", "data"],
        run.History.Agents.Select(agent => (IReadOnlyList<object?>)
            [agent.Name, agent.TrainSamples, agent.TestSamples, agent.Data]));

    private static Html Summary(JsonObject? fields) => fields is null ? Html.Empty : Html.Of(
        $"""
        <details><summary>All single figures of summary.json</summary>
        {HtmlTable.Of(JsonFields.Of(fields).Where(field => !field.Key.Contains('.', StringComparison.Ordinal)))}
        </details>

        """);
}
