using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Image files, decoded when they are read: float32 [B, channels, side, side].</summary>
internal sealed class ImageFolderDataset : IStorable
{
    private static readonly ParallelOptions AllCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly ImageFolderKind _kind;
    private readonly ImagePixels _pixels;
    private readonly CacheBudget _budget;
    private readonly IReadOnlyList<CachedImage> _train;
    private readonly IReadOnlyList<CachedImage> _test;
    private readonly Lazy<string> _fingerprint;

    public ImageFolderDataset(
        string description, ImageFolderKind kind, ImagePixels pixels, CacheBudget budget,
        IReadOnlyList<CachedImage> train, IReadOnlyList<CachedImage> test, IReadOnlyList<BadSample> skipped)
    {
        Description = description;
        Skipped = skipped;
        SampleShape = [kind.Normalization.Channels, kind.Side, kind.Side];
        Form = new ImageFileForm(kind);
        _kind = kind;
        _pixels = pixels;
        _budget = budget;
        _train = train;
        _test = test;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    public string Description { get; }

    public SampleForm Form { get; }

    public int Classes => _kind.Classes.Count;

    public IReadOnlyList<long> SampleShape { get; }

    /// <summary>SHA-256 over shape, classes, counts, and each sample's path, size and label in their order.</summary>
    /// <remarks>
    /// Not over the pixels: reading tens of thousands of files would take longer than an epoch of a small network. A
    /// file that was changed and kept its size is not noticed.
    /// </remarks>
    public string Fingerprint => _fingerprint.Value;

    public IReadOnlyList<BadSample> Skipped { get; }

    public int Count(Phase phase) => Images(phase).Count;

    public IReadOnlyList<byte> Labels(Phase phase) => [.. Images(phase).Select(image => (byte)image.Sample.Label)];

    /// <summary>As the files are named; one that names nobody, where others do, is a patient of its own.</summary>
    public IReadOnlyList<string>? Patients(Phase phase) =>
        _train.Concat(_test).Any(image => image.Sample.Patient is not null)
            ? [.. Images(phase).Select(image => image.Sample.Patient ?? image.Sample.RelativePath)]
            : null;

    public IReadOnlyList<int>? Positions(Phase phase) =>
        Skipped.Count > 0 ? null : [.. Images(phase).Select(image => image.Sample.Position)];

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var images = Chosen(phase, indices);
        var inputs = new byte[images.Length * _pixels.Size * sizeof(float)];
        var labels = new byte[images.Length * sizeof(long)];
        var failures = new InvalidDataException?[images.Length];
        Parallel.For(0, images.Length, AllCores, i =>
        {
            try
            {
                var values = MemoryMarshal.Cast<byte, float>(inputs.AsSpan()).Slice(i * _pixels.Size, _pixels.Size);
                _kind.Normalization.Apply(images[i].Planes(_pixels, _budget), values);
            }
            catch (InvalidDataException failure)
            {
                failures[i] = failure;
            }

            BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(i * sizeof(long)), images[i].Sample.Label);
        });
        ThrowFirst(images, failures);
        return new SampleBatch(
            new TensorData([images.Length, .. SampleShape], TensorDtype.Float32, inputs),
            new TensorData([images.Length], TensorDtype.Int64, labels));
    }

    public StoredSample Stored(Phase phase, int index)
    {
        var sample = Images(phase)[index].Sample;
        try
        {
            var content = _pixels.ReadFile(sample);
            Form.Check(content); // who trains months later must not be the first to find it damaged
            return StoredSample.Create(index + 1, (byte)sample.Label, sample.RelativePath, content);
        }
        catch (InvalidDataException failure)
        {
            throw new DatasetException($"{_pixels.PathOf(sample)} {failure.Message}", failure);
        }
    }

    private CachedImage[] Chosen(Phase phase, ReadOnlySpan<int> indices)
    {
        var images = Images(phase);
        var chosen = new CachedImage[indices.Length];
        for (var i = 0; i < indices.Length; i++)
            chosen[i] = (uint)indices[i] < (uint)images.Count
                ? images[indices[i]]
                : throw new ArgumentOutOfRangeException(nameof(indices), indices[i],
                    $"{Description}: the {phase} phase has samples 0 to {images.Count - 1}");
        return chosen;
    }

    private void ThrowFirst(CachedImage[] images, InvalidDataException?[] failures)
    {
        for (var i = 0; i < images.Length; i++)
            if (failures[i] is { } failure)
                throw new DatasetException($"{_pixels.PathOf(images[i].Sample)} {failure.Message}", failure);
    }

    private IReadOnlyList<CachedImage> Images(Phase phase) => phase == Phase.Train ? _train : _test;

    private string ComputeFingerprint() =>
        ImageFolderFingerprint.Of(_kind, [.. _train.Select(Named)], [.. _test.Select(Named)]);

    private static ImageSample Named(CachedImage image) => image.Sample;
}
