namespace SplitLearning.Data.Datasets.Folders;

/// <summary>One image file of a dataset.</summary>
/// <param name="RelativePath">Below the dataset's folder, with <c>/</c> on every system.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Patient">Who the image is of, where its name says so.</param>
internal sealed record ImageSample(string RelativePath, int Label, long Bytes, string? Patient)
{
    /// <summary>Its place among all images of the folder, from 0: see <see cref="IDataset.Positions"/>.</summary>
    public int Position { get; init; }
}
