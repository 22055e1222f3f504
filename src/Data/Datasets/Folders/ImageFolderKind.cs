using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>A dataset in folders of PNG or JPEG files: what its names mean and what is made of them.</summary>
/// <remarks>
/// Below its folder, or below <c>train/</c> and <c>test/</c> in it, each class has a folder of images; with
/// <see cref="LabelInFileName"/> the images may also lie there themselves.
/// </remarks>
internal sealed record ImageFolderKind : IDatasetForm
{
    /// <summary>For people, e.g. <c>malaria cells</c>.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public required string Folder { get; init; }

    /// <summary>Names of the classes; the position is the label.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Pixels of width and height to which images are resized.</summary>
    public required int Side { get; init; }

    /// <summary>From bytes to what the network is fed; says how many channels there are, too.</summary>
    public required Normalization Normalization { get; init; }

    /// <summary>Names of files begin with their class and a hyphen: <c>CNV-1016042-1.jpeg</c>.</summary>
    public bool LabelInFileName { get; init; }

    /// <summary>The patient in the name of a file; null where it names none.</summary>
    public Func<string, string?> PatientOf { get; init; } = _ => null;

    /// <summary>Training samples a class at most, unless the user says otherwise; null for all.</summary>
    public int? PerClass { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => Classes;

    /// <inheritdoc/>
    public string Hint => LabelInFileName
        ? "each a folder of images or the beginning of their names"
        : "each a folder of images";

    /// <inheritdoc/>
    public IReadOnlyList<string> MissingIn(string folder)
    {
        string[] places = [folder, Path.Combine(folder, "train")];
        return [.. Classes.Where(name => !places.Any(place => Holds(place, name)))];
    }

    private bool Holds(string place, string name) =>
        Directory.Exists(Path.Combine(place, name))
        || (LabelInFileName && Directory.Exists(place) && Directory.EnumerateFiles(place, name + "-*").Any());
}
