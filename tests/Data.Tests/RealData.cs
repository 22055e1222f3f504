using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Tests;

/// <summary>Where real data are, for tests that need them.</summary>
internal static class RealData
{
    /// <summary>Where usual places are looked for.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SplitLearning.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? AppContext.BaseDirectory;
        }
    }

    /// <summary>Null where a usual place, looked at from the repository, does not have them.</summary>
    /// <exception cref="DatasetException">Another folder is named, and has them not.</exception>
    public static string? Find(IDatasetForm form) =>
        new DatasetLocator(Repository, Environment.GetEnvironmentVariable(DatasetLocator.Variable)).Find(null, form);
}
