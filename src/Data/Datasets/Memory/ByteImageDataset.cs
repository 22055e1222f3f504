using System.Security.Cryptography;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Memory;

/// <summary>Square images held as bytes; read as float32 [B, channels, side, side], normalized.</summary>
internal sealed class ByteImageDataset(
    string description, int classes, int side, Normalization normalization, IByteImages train, IByteImages test)
    : MemoryDataset(description, classes, [normalization.Channels, side, side])
{
    public override int Count(Phase phase) => Images(phase).Count;

    public override IReadOnlyList<byte> Labels(Phase phase) => Images(phase).Labels;

    protected override void Fill(Phase phase, int index, Span<float> values) =>
        normalization.Apply(Images(phase).PlanesOf(index), values);

    protected override void AppendTo(IncrementalHash hash, Phase phase) => Images(phase).AppendTo(hash);

    private IByteImages Images(Phase phase) => phase == Phase.Train ? train : test;
}
