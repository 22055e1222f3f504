using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SplitLearning.Data.Datasets;

/// <summary>Square grey images held as bytes; read as float32 [B, 1, side, side] in [0, 1].</summary>
internal sealed class GreyImageDataset : IDataset
{
    private static readonly float[] Brightness = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    private readonly int _side;
    private readonly GreyImages _train;
    private readonly GreyImages _test;
    private readonly Lazy<string> _fingerprint;

    public GreyImageDataset(string description, int classes, int side, GreyImages train, GreyImages test)
    {
        Description = description;
        Classes = classes;
        SampleShape = [1, side, side];
        _side = side;
        _train = train;
        _test = test;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    public string Description { get; }

    public int Classes { get; }

    public IReadOnlyList<long> SampleShape { get; }

    public string Fingerprint => _fingerprint.Value;

    public int Count(Phase phase) => Images(phase).Count;

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var images = Images(phase);
        var size = _side * _side;
        var inputs = new byte[indices.Length * size * sizeof(float)];
        var labels = new byte[indices.Length * sizeof(long)];
        var values = MemoryMarshal.Cast<byte, float>(inputs.AsSpan());
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            if ((uint)index >= (uint)images.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"{Description}: the {phase} phase has samples 0 to {images.Count - 1}");
            var pixels = images.Pixels.AsSpan(index * size, size);
            var sample = values.Slice(i * size, size);
            for (var p = 0; p < pixels.Length; p++)
                sample[p] = Brightness[pixels[p]];
            BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(i * sizeof(long)), images.Labels[index]);
        }

        return new SampleBatch(
            new TensorData([indices.Length, 1, _side, _side], TensorDtype.Float32, inputs),
            new TensorData([indices.Length], TensorDtype.Int64, labels));
    }

    private GreyImages Images(Phase phase) => phase == Phase.Train ? _train : _test;

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> shape = stackalloc byte[4 * sizeof(int)];
        int[] sizes = [_side, Classes, _train.Count, _test.Count];
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(shape[(i * sizeof(int))..], sizes[i]);
        hash.AppendData(shape);
        foreach (var images in new[] { _train, _test })
        {
            hash.AppendData(images.Pixels);
            hash.AppendData(images.Labels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
