using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores;

/// <summary>Names in a store, those of the split-training report: what it has filled can be read.</summary>
internal static class Collections
{
    public const string Id = "ID";
    public const string Label = "label";
    public const string Data = "data";
    public const string FileName = "file_name";
    public const string ContentHash = "content_hash";
    public const string Manifest = "manifest";

    public static IReadOnlyList<Phase> Phases { get; } = [Phase.Train, Phase.Test];

    public static string Of(Phase phase) => phase == Phase.Train ? "train_data_labels" : "test_data_labels";
}
