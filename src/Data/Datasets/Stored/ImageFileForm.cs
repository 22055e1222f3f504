using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Images;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>PNG and JPEG files, as they were in their folder.</summary>
internal sealed class ImageFileForm(ImageFolderKind kind) : SampleForm(
    kind.Classes.Count, [kind.Normalization.Channels, kind.Side, kind.Side],
    kind.Normalization.Channels * kind.Side * kind.Side)
{
    public override string Name => "image files";

    public override bool IsPlain => false;

    public override int? PerClass => kind.PerClass;

    public override string? PatientOf(string fileName) => kind.PatientOf(Path.GetFileName(fileName));

    public override byte[] Decode(byte[] content) => BilinearResize.ToPlanes(
        ImageCodec.Decode(content, kind.Normalization.Channels), kind.Side, kind.Side);

    /// <remarks>Not resized: what can be decoded can be.</remarks>
    public override void Check(byte[] content) => ImageCodec.Decode(content, kind.Normalization.Channels);

    public override void Fill(ReadOnlySpan<byte> decoded, Span<float> values) =>
        kind.Normalization.Apply(decoded, values);

    /// <remarks>Of names and sizes, as that of the folder: see <see cref="ImageFolderDataset.Fingerprint"/>.</remarks>
    public override Task<string> FingerprintAsync(
        IShardStore store, ChosenEntries chosen, Action<Phase, int, StoredSample>? keep) =>
        Task.FromResult(ImageFolderFingerprint.Of(kind, Names(chosen.Train), Names(chosen.Test)));

    private static IReadOnlyList<ImageSample> Names(IReadOnlyList<SampleEntry> entries) =>
        [.. entries.Select(entry => new ImageSample(entry.FileName, entry.Label, entry.Bytes, Patient: null))];
}
