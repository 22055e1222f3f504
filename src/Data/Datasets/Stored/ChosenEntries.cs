using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>Those samples of a store that a run uses, by ascending id.</summary>
internal sealed record ChosenEntries(IReadOnlyList<SampleEntry> Train, IReadOnlyList<SampleEntry> Test)
{
    public IReadOnlyList<SampleEntry> Of(Phase phase) => phase == Phase.Train ? Train : Test;
}
