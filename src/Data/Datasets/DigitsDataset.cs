using SplitLearning.Data.Datasets.Synthetic;

namespace SplitLearning.Data.Datasets;

/// <summary>Handwritten digits: MNIST where it is to be had, else synthetic ones of the same form.</summary>
public static class DigitsDataset
{
    /// <summary>Opens MNIST in a folder or a usual place; draws synthetic digits where there is none.</summary>
    /// <exception cref="DatasetException">A named folder does not hold MNIST, or a file is damaged.</exception>
    public static IDataset Open(DatasetOptions options) =>
        Subset.Of(Open(options.Folder, DatasetLocator.OfProcess(), options.PerClass), options.Fraction);

    internal static IDataset Open(
        string? folder, DatasetLocator locator, int? perClass = null,
        int train = SyntheticDigits.DefaultTrain, int test = SyntheticDigits.DefaultTest) =>
        locator.Find(folder, MnistDataset.Files) is { } home
            ? MnistDataset.Load(home, perClass)
            : SyntheticDigits.Create(train, test);
}
