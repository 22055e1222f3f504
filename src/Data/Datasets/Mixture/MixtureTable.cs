using System.Security.Cryptography;
using SplitLearning.Data.Datasets.Memory;

namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>A mixture in memory: float32 [B, dimension], as they are, classes 0 and 1.</summary>
internal sealed class MixtureTable(string description, MixtureTruth truth, ClientRows train, ClientRows test)
    : MemoryDataset(description, MixtureDataset.Classes, [truth.Options.Dimension]), IMixture
{
    public MixtureTruth Truth { get; } = truth;

    public override int Count(Phase phase) => Of(phase).Count;

    public override IReadOnlyList<byte> Labels(Phase phase) => Of(phase).Rows.Labels;

    public IReadOnlyList<int> Clients(Phase phase) => Of(phase).Clients;

    protected override void Fill(Phase phase, int index, Span<float> values) => Of(phase).Rows[index].CopyTo(values);

    protected override void AppendTo(IncrementalHash hash, Phase phase) => Of(phase).AppendTo(hash);

    private ClientRows Of(Phase phase) => phase == Phase.Train ? train : test;
}
