using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Tests;

/// <summary>A test that needs the real MNIST; without it, it is skipped and says where it looked.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute()
    {
        if (Folder is null)
            Skip = $"No MNIST: set {DatasetLocator.Variable}, or put it in one of " +
                $"{string.Join(", ", DatasetLocator.UsualPlaces)} (from {Repository})";
    }

    /// <summary>Where MNIST is; null when it is nowhere.</summary>
    public static string? Folder { get; } =
        new DatasetLocator(Repository, Environment.GetEnvironmentVariable(DatasetLocator.Variable))
            .Find(null, MnistDataset.Files);

    private static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "SplitLearning.sln")))
                folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
            return folder;
        }
    }
}
