using System.Text.Json;

namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>What samples of a mixture were drawn from, which training is to find out.</summary>
/// <param name="Components">The linear models: [components, dimension].</param>
/// <param name="Weights">Of each client the models' shares, whose sum is 1: [clients, components].</param>
public sealed record MixtureTruth(
    MixtureOptions Options,
    IReadOnlyList<IReadOnlyList<double>> Components,
    IReadOnlyList<IReadOnlyList<double>> Weights)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    internal string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <param name="path">Plain or gzipped.</param>
    /// <exception cref="DatasetException">It cannot be read, or its parts do not fit each other.</exception>
    internal static MixtureTruth Read(string path)
    {
        var truth = DataFile.Read(path, stream =>
        {
            try
            {
                return JsonSerializer.Deserialize<MixtureTruth>(stream, Json);
            }
            catch (JsonException cause)
            {
                throw new DatasetException($"{path}: expected what a mixture was drawn from, found something else "
                    + $"({cause.Message})", cause);
            }
        });
        return truth?.Problem() is { } problem
            ? throw new DatasetException($"{path}: {problem}")
            : truth ?? throw new DatasetException($"{path}: expected an object in JSON, found null");
    }

    private string? Problem() =>
        Options is null || Components is null || Weights is null
            ? "expected options, components and weights, found not all of them"
        : Options.Validate() is [var problem, ..] ? problem
        : !Has(Components, Options.Components, Options.Dimension)
            ? $"expected components of {Options.Components} x {Options.Dimension} numbers, found others"
        : !Has(Weights, Options.Clients, Options.Components)
            ? $"expected weights of {Options.Clients} x {Options.Components} numbers, found others"
        : null;

    private static bool Has(IReadOnlyList<IReadOnlyList<double>> numbers, int rows, int columns) =>
        numbers.Count == rows && numbers.All(row => row?.Count == columns);
}
