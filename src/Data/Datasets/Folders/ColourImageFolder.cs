using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>CIFAR-10 as image files: <c>train/cat/0000.jpg</c>; float32 [B, 3, 32, 32], normalized.</summary>
/// <remarks>Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.</remarks>
internal static class ColourImageFolder
{
    /// <summary>The ten classes, alphabetically, as their labels are numbered in the binary form too.</summary>
    public static ImageFolderKind Kind { get; } = new()
    {
        Name = "CIFAR-10 images",
        Folder = "cifar10",
        Classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
        Side = 32,
        Normalization = Normalization.Cifar10,
    };

    /// <param name="home">A folder that <see cref="Kind"/> finds complete.</param>
    /// <exception cref="DatasetException">It cannot be read, or a file is bad.</exception>
    public static IDataset Open(string home, DatasetOptions options) => ImageFolders.Open(home, Kind, options);
}
