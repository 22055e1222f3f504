using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Image files, decoded when they are read: float32 [B, channels, side, side].</summary>
internal sealed class ImageFolderDataset : IDataset
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
        _kind = kind;
        _pixels = pixels;
        _budget = budget;
        _train = train;
        _test = test;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    public string Description { get; }

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

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(_kind.Normalization.Channels, _kind.Side, Classes, _train.Count, _test.Count);
        foreach (var image in _train.Concat(_test))
        {
            var (path, label, bytes, _) = image.Sample;
            var name = Encoding.UTF8.GetBytes(path);
            Append(name.Length, bytes, label);
            hash.AppendData(name);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(params ReadOnlySpan<long> numbers)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            foreach (var number in numbers)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                hash.AppendData(bytes);
            }
        }
    }
}
