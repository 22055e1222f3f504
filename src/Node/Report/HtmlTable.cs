namespace SplitLearning.Node.Report;

/// <summary>Tables that scroll sideways where the screen is narrow.</summary>
internal static class HtmlTable
{
    /// <param name="rows">The first cell of each is its heading; cells are texts, numbers or HTML.</param>
    public static Html Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) => Html.Of(
        $"""
        <div class="scroll"><table>
        <thead><tr>{columns.Select(column => Html.Of($"<th scope=\"col\">{column}</th>"))}</tr></thead>
        <tbody>
        {rows.Select(Row)}</tbody>
        </table></div>

        """);

    /// <summary>Names and values.</summary>
    public static Html Of(IEnumerable<KeyValuePair<string, string>> pairs) => Html.Of(
        $"""
        <div class="scroll"><table class="pairs"><tbody>
        {pairs.Select(pair => Row([pair.Key, pair.Value]))}</tbody></table></div>

        """);

    private static Html Row(IReadOnlyList<object?> cells) => Html.Of(
        $"<tr><th scope=\"row\">{cells[0]}</th>{cells.Skip(1).Select(cell => Html.Of($"<td>{cell}</td>"))}</tr>\n");
}
