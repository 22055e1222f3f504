using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>
/// A synthetic task for federated training: clients whose labels come from a few linear models, in shares that differ
/// from client to client. float32 [B, dimension], classes 0 and 1.
/// </summary>
/// <remarks>On disk: <see cref="MixtureFiles"/>. Whose each sample is: <see cref="IDataset.Clients"/>.</remarks>
public static class MixtureDataset
{
    internal const int Classes = 2;
    internal const string Train = "train.csv";
    internal const string Test = "test.csv";
    internal const string Truth = "mixture.json";

    /// <summary>The folder's name below a folder of datasets, and the files in it (<c>.gz</c> may follow).</summary>
    public static DatasetFiles Files { get; } = new("mixture", [Train, Test, Truth]);

    /// <summary>Opens a mixture in a folder or a usual place; draws one where there is none.</summary>
    /// <exception cref="DatasetException">
    /// A named folder does not hold it, or a row is bad and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static IDataset Open(DatasetOptions options) =>
        Subset.Of(Open(options, DatasetLocator.OfProcess()), options.Fraction);

    /// <summary>Draws a mixture into memory; written and read again it is the same.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static IMixture Create(MixtureOptions options)
    {
        if (options.Validate() is [var problem, ..])
            throw new ArgumentException(problem, nameof(options));
        var (truth, train, test) = MixtureDrawing.Draw(options);
        return Mixed($"synthetic mixture ({options.Clients} clients, {train.Count} + {test.Count} samples, "
            + $"seed {options.Seed})", truth, train, test, perClass: null, skipped: []);
    }

    internal static IDataset Open(DatasetOptions options, DatasetLocator locator) =>
        locator.Find(options.Folder, Files) is { } home ? Load(home, options) : Create(new MixtureOptions());

    private static MixtureTable Load(string home, DatasetOptions options)
    {
        var truth = MixtureTruth.Read(DatasetFiles.PathOf(home, Truth));
        var (train, trainSkipped) = ReadFile(DatasetFiles.PathOf(home, Train), truth.Options, options.OnBadSample);
        var (test, testSkipped) = ReadFile(DatasetFiles.PathOf(home, Test), truth.Options, options.OnBadSample);
        return Mixed($"mixture from {home} ({truth.Options.Clients} clients)", truth, train, test, options.PerClass,
            [.. trainSkipped, .. testSkipped]);
    }

    private static (ClientRows Rows, IReadOnlyList<BadSample> Bad) ReadFile(
        string path, MixtureOptions mixture, BadSamplePolicy onBad)
    {
        var columns = 1 + mixture.Dimension;
        var (rows, bad) = CsvTable.Read(path, columns, Classes, onBad, check: WrongClient);
        if (rows.Count == 0)
            throw new DatasetException($"{path}: expected rows of {columns + 1} columns, found none");
        var (values, clients) = (new float[rows.Count * mixture.Dimension], new int[rows.Count]);
        for (var row = 0; row < rows.Count; row++)
        {
            clients[row] = (int)rows[row][0];
            rows[row][1..].CopyTo(values.AsSpan(row * mixture.Dimension));
        }

        return (new ClientRows(new TableRows(mixture.Dimension, values, rows.Labels), clients), bad);

        string? WrongClient(ReadOnlySpan<float> row) =>
            row[0] >= 0 && row[0] < mixture.Clients && row[0] == MathF.Floor(row[0])
                ? null
                : FormattableString.Invariant(
                    $"expected a client of 0 to {mixture.Clients - 1} in column 1, found {row[0]}");
    }

    // Rows stand client after client: a part of them is to have samples of all.
    private static MixtureTable Mixed(
        string description, MixtureTruth truth, ClientRows train, ClientRows test, int? perClass,
        IReadOnlyList<BadSample> skipped)
    {
        var order = LabelledOrder.Balanced(
            LabelledOrder.Mixed(train.Count, nameof(Phase.Train)), train.Rows.Labels, Classes, perClass);
        var testOrder = LabelledOrder.Mixed(test.Count, nameof(Phase.Test));
        return new MixtureTable(description, truth, train.Pick(order), test.Pick(testOrder))
        {
            Skipped = skipped,
            OnDisk = (order, Array.ConvertAll(testOrder, row => train.Count + row)),
        };
    }
}
