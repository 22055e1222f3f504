namespace SplitLearning.Data.Datasets;

/// <summary>What a dataset looks like on disk, so that <see cref="DatasetLocator"/> can tell it from others.</summary>
public interface IDatasetForm
{
    /// <summary>Name of its folder below a folder of datasets, e.g. <c>mnist</c>.</summary>
    string Folder { get; }

    /// <summary>The parts that it must have, e.g. its files or its classes.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>How a part is recognised, for whoever reads that one is missing: <c>each plain or .gz</c>.</summary>
    string Hint { get; }

    /// <summary>Those of the parts that a folder lacks.</summary>
    IReadOnlyList<string> MissingIn(string folder);
}
