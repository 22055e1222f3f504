using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Tests.Datasets.Folders;

/// <summary>A test that needs real images; without them, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealImagesFactAttribute : FactAttribute
{
    public RealImagesFactAttribute(string folder)
    {
        var place = Path.Combine(DatasetLocator.UsualPlaces[0], folder);
        if (RealData.Find(KindOf(folder)) is null)
            Skip = $"No {folder} images: put them into {place}, or set {DatasetLocator.Variable}";
    }

    public static IDatasetForm KindOf(string folder) => folder == "malaria"
        ? Data.Datasets.Folders.CellsDataset.Kind
        : Data.Datasets.Folders.ScansDataset.Kind;
}
