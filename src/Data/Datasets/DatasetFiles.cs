namespace SplitLearning.Data.Datasets;

/// <summary>A dataset of a few files with fixed names.</summary>
/// <param name="Folder">Name of its folder below a folder of datasets, e.g. <c>mnist</c>.</param>
/// <param name="Names">Files that must be in it, each as named or with <c>.gz</c> behind the name.</param>
public sealed record DatasetFiles(string Folder, IReadOnlyList<string> Names) : IDatasetForm
{
    /// <inheritdoc/>
    public string Hint => "each plain or .gz";

    /// <inheritdoc/>
    public IReadOnlyList<string> MissingIn(string folder) =>
        [.. Names.Where(name => !Candidates(folder, name).Any(File.Exists))];

    /// <summary>Path of a file in a folder; the plain one where both are there.</summary>
    /// <exception cref="DatasetException">It is not there.</exception>
    internal static string PathOf(string folder, string name) =>
        Candidates(folder, name).FirstOrDefault(File.Exists)
        ?? throw new DatasetException($"{folder}: expected the file {name} or {name}.gz, found neither");

    private static IEnumerable<string> Candidates(string folder, string name) =>
        [Path.Combine(folder, name), Path.Combine(folder, name + ".gz")];
}
