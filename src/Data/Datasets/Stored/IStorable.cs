using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>A dataset read from files whose samples can be put into a store, and be read from there the same.</summary>
internal interface IStorable : IDataset
{
    /// <summary>What the content of the samples is.</summary>
    SampleForm Form { get; }

    /// <summary>A sample as it is stored, with the id <c>index + 1</c>.</summary>
    /// <exception cref="DatasetException">Its file is damaged or cannot be read.</exception>
    StoredSample Stored(Phase phase, int index);
}
