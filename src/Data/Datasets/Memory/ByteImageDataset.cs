using System.Security.Cryptography;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Images;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Memory;

/// <summary>Square images held as bytes; read as float32 [B, channels, side, side], normalized.</summary>
internal sealed class ByteImageDataset(
    string description, int classes, int side, Normalization normalization, IByteImages train, IByteImages test)
    : MemoryDataset(description, classes, [normalization.Channels, side, side]), IStorable
{
    public SampleForm Form { get; } = new PixelForm(classes, side, normalization);

    public override int Count(Phase phase) => Images(phase).Count;

    public StoredSample Stored(Phase phase, int index) => StoredSample.Create(
        index + 1, Labels(phase)[index], fileName: "", Images(phase).PlanesOf(index).ToArray());

    public override IReadOnlyList<byte> Labels(Phase phase) => Images(phase).Labels;

    protected override void Fill(Phase phase, int index, Span<float> values) =>
        Form.Fill(Images(phase).PlanesOf(index), values);

    protected override void AppendTo(IncrementalHash hash, Phase phase) => Images(phase).AppendTo(hash);

    private IByteImages Images(Phase phase) => phase == Phase.Train ? train : test;
}
