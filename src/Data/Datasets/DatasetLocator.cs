namespace SplitLearning.Data.Datasets;

/// <summary>Finds a dataset: named by the user, by the environment, or in one of the usual places.</summary>
/// <param name="currentDirectory">Where <see cref="UsualPlaces"/> are looked for.</param>
/// <param name="environmentFolder">Value of <see cref="Variable"/>; null or empty when it is not set.</param>
public sealed class DatasetLocator(string currentDirectory, string? environmentFolder)
{
    /// <summary>Environment variable that names a folder of datasets.</summary>
    public const string Variable = "SPLITLEARNING_DATA";

    /// <summary>Folders looked into when nothing is named, relative to the current directory.</summary>
    public static IReadOnlyList<string> UsualPlaces { get; } = [Path.Combine("..", "shared", "data"), "data"];

    /// <summary>The locator of this process.</summary>
    public static DatasetLocator OfProcess() =>
        new(Directory.GetCurrentDirectory(), Environment.GetEnvironmentVariable(Variable));

    /// <summary>Finds the folder that holds a dataset: the named one, or the dataset's own below it.</summary>
    /// <param name="folder">What the user asked for; null to look around.</param>
    /// <returns>Null when nothing was named and no usual place has the dataset.</returns>
    /// <exception cref="DatasetException">
    /// A named folder does not hold the dataset, or a usual place holds only part of it.
    /// </exception>
    public string? Find(string? folder, IDatasetForm form)
    {
        if (!string.IsNullOrEmpty(folder))
            return Named(folder, form, origin: "");
        if (!string.IsNullOrEmpty(environmentFolder))
            return Named(environmentFolder, form, origin: $" (from {Variable})");
        return UsualPlaces
            .Select(place => Path.GetFullPath(place, currentDirectory))
            .SelectMany(place => HomesBelow(place, form))
            .FirstOrDefault(home => IsComplete(home, form));
    }

    private string Named(string folder, IDatasetForm form, string origin)
    {
        var full = Path.GetFullPath(folder, currentDirectory);
        if (!Directory.Exists(full))
            throw new DatasetException($"Data folder '{folder}'{origin} does not exist");
        return HomesBelow(full, form).FirstOrDefault(home => form.MissingIn(home).Count == 0)
            ?? throw new DatasetException(
                $"Data folder '{folder}'{origin} lacks {string.Join(", ", MissingBelow(full, form))} " +
                $"({form.Hint}, there or in its sub-folder {form.Folder})");
    }

    private static bool IsComplete(string home, IDatasetForm form)
    {
        var missing = form.MissingIn(home);
        // Half a dataset is a mistake; passing over it in silence would train on something else.
        if (missing.Count > 0 && missing.Count < form.Names.Count)
            throw new DatasetException($"Data folder '{home}' lacks {string.Join(", ", missing)} ({form.Hint})");
        return missing.Count == 0;
    }

    private static IReadOnlyList<string> MissingBelow(string folder, IDatasetForm form) =>
        HomesBelow(folder, form).Select(form.MissingIn).MinBy(missing => missing.Count)!;

    private static string[] HomesBelow(string folder, IDatasetForm form) =>
        [Path.Combine(folder, form.Folder), folder];
}
