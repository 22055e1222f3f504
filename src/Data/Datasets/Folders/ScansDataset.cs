using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Scans of the retina by optical coherence tomography: float32 [B, 1, 256, 256] in [-1, 1].</summary>
/// <remarks>
/// JPEG files, mostly 512 x 496, named CLASS-PATIENT-NUMBER: NORMAL (label 0), CNV (1), DME (2), DRUSEN (3); in
/// folders of these names, below <c>train/</c> and <c>test/</c> or not, or all in one folder. Balanced to 8000 a class
/// unless the user says otherwise. Source: Kermany et al., "Identifying Medical Diagnoses and Treatable Diseases by
/// Image-Based Deep Learning", Cell 172, 2018.
/// </remarks>
public static class ScansDataset
{
    internal static ImageFolderKind Kind { get; } = new()
    {
        Name = "retinal scans",
        Folder = "oct",
        Classes = ["NORMAL", "CNV", "DME", "DRUSEN"],
        Side = 256,
        Normalization = Normalization.Centered(channels: 1), // around zero, as batch normalization behind it keeps it
        LabelInFileName = true,
        PatientOf = PatientNames.OfScan,
        PerClass = 8_000, // the split-training report's
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
            : SyntheticScans.Create(cacheBytes: options.CacheBytes);
}
