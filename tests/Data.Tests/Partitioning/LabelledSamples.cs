using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Tests.Partitioning;

/// <summary>Samples of which nothing is known but class and patient.</summary>
internal sealed record LabelledSamples : IDataset
{
    public byte[] Train { get; init; } = [];

    public byte[] Test { get; init; } = [];

    /// <summary>Null: the data do not say.</summary>
    public string[]? TrainPatients { get; init; }

    public string[]? TestPatients { get; init; }

    public string Description => "labels";

    public int Classes { get; init; } = 10;

    public IReadOnlyList<long> SampleShape => [1];

    public string Fingerprint => "labels";

    public int Count(Phase phase) => Labels(phase).Count;

    public IReadOnlyList<byte> Labels(Phase phase) => phase == Phase.Train ? Train : Test;

    public IReadOnlyList<string>? Patients(Phase phase) => phase == Phase.Train ? TrainPatients : TestPatients;

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices) => throw new NotSupportedException();
}
