using System.Runtime.InteropServices;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>Rows of float32, little-endian, fed as they are.</summary>
internal sealed class NumberForm(int classes, int columns) : SampleForm(classes, [columns], columns * sizeof(float))
{
    public override string Name => "numbers";

    public override void Fill(ReadOnlySpan<byte> decoded, Span<float> values) =>
        decoded.CopyTo(MemoryMarshal.AsBytes(values));

    public override Task<string> FingerprintAsync(
        IShardStore store, ChosenEntries chosen, Action<Phase, int, StoredSample>? keep) =>
        StoredContent.FingerprintAsync(this, store, chosen, keep);
}
