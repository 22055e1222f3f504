using SplitLearning.Data.Images;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>Square images as bytes [channels, side, side], 0 dark to 255 bright.</summary>
internal sealed class PixelForm(int classes, int side, Normalization normalization)
    : SampleForm(classes, [normalization.Channels, side, side], normalization.Channels * side * side)
{
    public override string Name => "pixels";

    public override void Fill(ReadOnlySpan<byte> decoded, Span<float> values) => normalization.Apply(decoded, values);

    public override Task<string> FingerprintAsync(
        IShardStore store, ChosenEntries chosen, Action<Phase, int, StoredSample>? keep) =>
        StoredContent.FingerprintAsync(this, store, chosen, keep);
}
