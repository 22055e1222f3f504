using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Blood cells with and without malaria parasites: float32 [B, 3, 224, 224] in [-1, 1].</summary>
/// <remarks>
/// Folders <c>Uninfected</c> (label 0) and <c>Parasitized</c> (1) of PNG files, about 150 x 150. Source: Rajaraman et
/// al., "Pre-trained convolutional neural networks as feature extractors toward improved malaria parasite detection in
/// thin blood smear images", PeerJ 6:e4568, 2018.
/// </remarks>
public static class CellsDataset
{
    internal static ImageFolderKind Kind { get; } = new()
    {
        Name = "malaria cells",
        Folder = "malaria",
        Classes = ["Uninfected", "Parasitized"],
        Side = 224,
        // Around zero and of one size for all channels: stain and background differ between smears, so means of this
        // set would not be those of another laboratory's.
        Normalization = Normalization.Centered(channels: 3),
        PatientOf = PatientNames.OfCell,
    };

    /// <summary>Opens the images in a folder or a usual place; draws synthetic ones where there are none.</summary>
    /// <exception cref="DatasetException">
    /// A named folder does not hold them, or a file is bad and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static IDataset Open(DatasetOptions options) =>
        Subset.Of(Open(options, DatasetLocator.OfProcess()), options.Fraction);

    internal static IDataset Open(DatasetOptions options, DatasetLocator locator) =>
        locator.Find(options.Folder, Kind) is { } home
            ? ImageFolders.Open(home, Kind, options)
            : SyntheticCells.Create(cacheBytes: options.CacheBytes);
}
