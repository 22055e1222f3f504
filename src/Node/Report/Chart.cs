namespace SplitLearning.Node.Report;

/// <summary>The place of a chart, which <c>report.js</c> draws.</summary>
internal static class Chart
{
    /// <param name="kind">Its size: a class of <c>report.css</c>.</param>
    /// <param name="caption">Also what is read aloud in its stead.</param>
    /// <param name="height">In rem; null for the kind's own.</param>
    public static Html Of(string id, string kind, string caption, double? height = null) => Html.Of(
        $"""
        <figure><figcaption>{caption}</figcaption>
        <div class="chart {kind}"{Style(height)}><canvas id="{id}" role="img" aria-label="{caption}"></canvas></div>
        </figure>

        """);

    private static Html Style(double? height) =>
        height is { } rem ? Html.Of($" style=\"height:{rem:0.#}rem\"") : Html.Empty;
}
