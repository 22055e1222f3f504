using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Tests.Datasets.Folders;

/// <summary>Where the real images are, for tests that need them.</summary>
internal static class RealImages
{
    /// <summary>Null where a usual place, looked at from the repository, does not have them.</summary>
    public static string? Find(IDatasetForm form) =>
        new DatasetLocator(Repository, Environment.GetEnvironmentVariable(DatasetLocator.Variable)).Find(null, form);

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SplitLearning.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? AppContext.BaseDirectory;
        }
    }
}

/// <summary>A test that needs real images; without them, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealImagesFactAttribute : FactAttribute
{
    public RealImagesFactAttribute(string folder)
    {
        var place = Path.Combine(DatasetLocator.UsualPlaces[0], folder);
        if (RealImages.Find(KindOf(folder)) is null)
            Skip = $"No {folder} images: put them into {place}, or set {DatasetLocator.Variable}";
    }

    public static IDatasetForm KindOf(string folder) => folder == "malaria"
        ? Data.Datasets.Folders.CellsDataset.Kind
        : Data.Datasets.Folders.ScansDataset.Kind;
}
