using System.Globalization;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>How well each client of a federated run does: how many are how good, and each by itself.</summary>
internal static class ClientSection
{
    private const int Bins = 10;

    private static readonly string[] Columns = ["client", "train accuracy", "test accuracy", "weights of learners"];
    private static readonly string[] BinColumns = ["test accuracy", "clients"];

    public static Html Of(RunFiles run) => run.History.Evaluated is not { } round ? Html.Empty : Html.Of(
        $"""
        <h2>Clients, round {round.Round}</h2>
        <p>{Tenth(round)}{Validation(round)}{Unseen(round)}</p>
        {HtmlTable.Of(BinColumns, Histogram(round.Clients))}
        <details><summary>Each client</summary>
        {HtmlTable.Of(Columns, round.Clients.Select(Row))}</details>

        """);

    private static string Tenth(RoundFinished round) =>
        $"A tenth of the clients is right on {Figures.Percent(round.BottomDecile)} of its test samples at most.";

    private static string Validation(RoundFinished round) => round.Validation is not { } validation
        ? ""
        : $" Of the samples held out for validation {Figures.Percent(validation.Accuracy)} are right.";

    private static string Unseen(RoundFinished round) => round.UnseenTest is not { } unseen
        ? ""
        : $" Clients held out of training are right on {Figures.Percent(unseen.Accuracy)} of theirs.";

    private static IEnumerable<IReadOnlyList<object?>> Histogram(IReadOnlyList<RoundClient> clients)
    {
        var counts = new int[Bins];
        foreach (var client in clients)
            counts[Math.Clamp((int)(client.TestAccuracy * Bins), 0, Bins - 1)]++;
        return counts.Index().Select(bin => (IReadOnlyList<object?>)
            [$"{100 * bin.Index / Bins} to {100 * (bin.Index + 1) / Bins} %", bin.Item]);
    }

    private static object?[] Row(RoundClient client) =>
    [
        client.Client, Figures.Percent(client.TrainAccuracy), Figures.Percent(client.TestAccuracy),
        string.Join(", ", client.Pi.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture))),
    ];
}
