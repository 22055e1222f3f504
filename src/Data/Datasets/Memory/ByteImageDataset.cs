using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Memory;

/// <summary>Square images held as bytes; read as float32 [B, channels, side, side], normalized.</summary>
internal sealed class ByteImageDataset : IDataset
{
    // Below this many bytes an image is copied sooner than a thread is woken for it.
    private const int WorthAThread = 1 << 14;

    private readonly int _side;
    private readonly Normalization _normalization;
    private readonly IByteImages _train;
    private readonly IByteImages _test;
    private readonly Lazy<string> _fingerprint;

    public ByteImageDataset(
        string description, int classes, int side, Normalization normalization, IByteImages train, IByteImages test)
    {
        Description = description;
        Classes = classes;
        SampleShape = [normalization.Channels, side, side];
        _side = side;
        _normalization = normalization;
        _train = train;
        _test = test;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    public string Description { get; }

    public int Classes { get; }

    public IReadOnlyList<long> SampleShape { get; }

    public string Fingerprint => _fingerprint.Value;

    public IReadOnlyList<BadSample> Skipped { get; init; } = [];

    public int Count(Phase phase) => Images(phase).Count;

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var images = Images(phase);
        var chosen = Checked(phase, indices);
        var size = _normalization.Channels * _side * _side;
        var inputs = new byte[chosen.Length * size * sizeof(float)];
        var labels = new byte[chosen.Length * sizeof(long)];
        if (size < WorthAThread)
            for (var i = 0; i < chosen.Length; i++)
                ReadOne(i);
        else
            Parallel.For(0, chosen.Length, ReadOne);
        return new SampleBatch(
            new TensorData([chosen.Length, .. SampleShape], TensorDtype.Float32, inputs),
            new TensorData([chosen.Length], TensorDtype.Int64, labels));

        void ReadOne(int i)
        {
            var values = MemoryMarshal.Cast<byte, float>(inputs.AsSpan()).Slice(i * size, size);
            _normalization.Apply(images.PlanesOf(chosen[i]), values);
            BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(i * sizeof(long)), images.LabelOf(chosen[i]));
        }
    }

    private int[] Checked(Phase phase, ReadOnlySpan<int> indices)
    {
        var count = Count(phase);
        foreach (var index in indices)
            if ((uint)index >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"{Description}: the {phase} phase has samples 0 to {count - 1}");
        return indices.ToArray();
    }

    private IByteImages Images(Phase phase) => phase == Phase.Train ? _train : _test;

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> shape = stackalloc byte[4 * sizeof(int)];
        int[] sizes = [_side, Classes, _train.Count, _test.Count];
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(shape[(i * sizeof(int))..], sizes[i]);
        hash.AppendData(shape);
        _train.AppendTo(hash);
        _test.AppendTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
