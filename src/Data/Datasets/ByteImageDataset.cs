using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets;

/// <summary>Images held as bytes; read as float32 [B, channels, height, width], normalised.</summary>
internal sealed class ByteImageDataset : MemoryDataset
{
    private readonly Normalization _normalization;
    private readonly ByteImages _train;
    private readonly ByteImages _test;
    private readonly int _size;

    /// <param name="side">Height and width of every image.</param>
    /// <param name="normalization">Its channels are those of the images.</param>
    public ByteImageDataset(
        string description, int classes, int side, Normalization normalization, ByteImages train, ByteImages test)
        : base(description, classes, [normalization.Channels, side, side], train.Labels, test.Labels)
    {
        _normalization = normalization;
        _train = train;
        _test = test;
        _size = normalization.Channels * side * side;
    }

    protected override void Fill(Phase phase, int index, Span<float> into) =>
        _normalization.Apply(Images(phase).Pixels.AsSpan(index * _size, _size), into);

    protected override ReadOnlySpan<byte> BytesOf(Phase phase) => Images(phase).Pixels;

    private ByteImages Images(Phase phase) => phase == Phase.Train ? _train : _test;
}
