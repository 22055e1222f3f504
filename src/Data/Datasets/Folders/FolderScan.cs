namespace SplitLearning.Data.Datasets.Folders;

/// <summary>The image files of a dataset's folder, by their names alone; nothing is decoded.</summary>
/// <param name="Train">By ordinal path; all samples where the folder does not say which are for testing.</param>
/// <param name="Test">By ordinal path; null where the folder does not say.</param>
/// <param name="Bad">Files that cannot be samples: of no class, or empty.</param>
internal sealed record FolderScan(
    IReadOnlyList<ImageSample> Train, IReadOnlyList<ImageSample>? Test, IReadOnlyList<BadSample> Bad)
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <exception cref="DatasetException">The folder cannot be read.</exception>
    public static FolderScan Of(string home, ImageFolderKind kind)
    {
        try
        {
            var bad = new List<BadSample>();
            var train = Samples(home, "train", kind, bad);
            var test = Samples(home, "test", kind, bad);
            if (train.Count > 0 && test.Count > 0)
                return new FolderScan(Numbered(train, first: 0), Numbered(test, first: train.Count), bad);
            // One of the two alone is no split, but may well be all that somebody has.
            var all = train.Count + test.Count > 0 ? [.. train, .. test] : Samples(home, "", kind, bad);
            return new FolderScan(Numbered(all, first: 0), Test: null, bad);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{home} cannot be read: {cause.Message}", cause);
        }
    }

    private static ImageSample[] Numbered(List<ImageSample> samples, int first) =>
        [.. samples.Select((sample, index) => sample with { Position = first + index })];

    private static List<ImageSample> Samples(string home, string part, ImageFolderKind kind, List<BadSample> bad)
    {
        var samples = new List<ImageSample>();
        var root = new DirectoryInfo(Path.Combine(home, part));
        if (!root.Exists)
            return samples;
        foreach (var file in root.EnumerateFiles().Where(IsImage))
            Add(file, part.Length == 0 ? file.Name : $"{part}/{file.Name}", folder: null);
        foreach (var folder in root.EnumerateDirectories())
            foreach (var file in folder.EnumerateFiles().Where(IsImage))
                Add(file, part.Length == 0 ? $"{folder.Name}/{file.Name}" : $"{part}/{folder.Name}/{file.Name}",
                    folder.Name);
        samples.Sort((a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));
        return samples;

        void Add(FileInfo file, string path, string? folder)
        {
            if (ReasonAgainst(file, folder, kind, out var label) is { } reason)
                bad.Add(new BadSample(file.FullName, Row: null, reason));
            else
                samples.Add(new ImageSample(path, label, file.Length, kind.PatientOf(file.Name)));
        }
    }

    // Names that begin with a dot are what other systems leave beside a file.
    private static bool IsImage(FileInfo file) =>
        !file.Name.StartsWith('.') && Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    private static string? ReasonAgainst(FileInfo file, string? folder, ImageFolderKind kind, out int label)
    {
        var byName = !kind.LabelInFileName
            ? -1
            : IndexOf(kind, name => file.Name.StartsWith(name + '-', StringComparison.Ordinal));
        var byFolder = IndexOf(kind, name => name == folder);
        label = byName >= 0 ? byName : byFolder;
        if (label < 0)
            return $"is of no class: {kind.Hint}, of {string.Join(", ", kind.Classes)}";
        if (byName >= 0 && byFolder >= 0 && byName != byFolder)
            return $"is {kind.Classes[byName]} by its name, but lies in the folder {folder}";
        return file.Length == 0 ? "is empty" : null;
    }

    private static int IndexOf(ImageFolderKind kind, Func<string, bool> matches)
    {
        for (var i = 0; i < kind.Classes.Count; i++)
            if (matches(kind.Classes[i]))
                return i;
        return -1;
    }
}
