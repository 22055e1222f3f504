using SplitLearning.Data.Datasets;
using SplitLearning.Data.Tests;

namespace SplitLearning.Models.Tests;

/// <summary>A test that needs the real MNIST; without it, it is skipped and says where it looked.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MnistFactAttribute : FactAttribute
{
    private static readonly (string? Folder, string? Problem) Found = Find();

    public MnistFactAttribute() => Skip = Found.Problem;

    /// <summary>Where MNIST is.</summary>
    public static string Folder => Found.Folder ?? throw new DatasetException(Found.Problem!);

    private static (string? Folder, string? Problem) Find()
    {
        try
        {
            var folder = RealData.Find(MnistDataset.Files);
            return (folder, folder is null ? NotFound : null);
        }
        catch (DatasetException incomplete)
        {
            return (null, incomplete.Message);
        }
    }

    private static string NotFound =>
        $"No MNIST: set {DatasetLocator.Variable} to its folder, or put it in one of " +
        $"{string.Join(", ", DatasetLocator.UsualPlaces)} (from {RealData.Repository})";
}
