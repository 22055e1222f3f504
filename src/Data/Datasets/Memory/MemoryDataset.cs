using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SplitLearning.Data.Datasets.Memory;

/// <summary>Samples that are there at once, in a form of their own; read as float32 [B, ...sample shape].</summary>
internal abstract class MemoryDataset : IDataset
{
    // Below this many values a sample is copied sooner than a thread is woken for it.
    private const int WorthAThread = 1 << 14;

    private readonly int _size;
    private readonly Lazy<string> _fingerprint;

    protected MemoryDataset(string description, int classes, IReadOnlyList<long> sampleShape)
    {
        Description = description;
        Classes = classes;
        SampleShape = sampleShape;
        _size = (int)sampleShape.Aggregate(1L, (product, length) => product * length);
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    public string Description { get; }

    public int Classes { get; }

    public IReadOnlyList<long> SampleShape { get; }

    public string Fingerprint => _fingerprint.Value;

    public IReadOnlyList<BadSample> Skipped { get; init; } = [];

    /// <summary>What <see cref="Positions"/> says where nothing was left out; null where no files were read.</summary>
    public (int[] Train, int[] Test)? OnDisk { get; init; }

    public abstract int Count(Phase phase);

    public abstract IReadOnlyList<byte> Labels(Phase phase);

    public IReadOnlyList<int>? Positions(Phase phase) =>
        OnDisk is not { } known || Skipped.Count > 0 ? null : phase == Phase.Train ? known.Train : known.Test;

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var chosen = Checked(phase, indices);
        var labelOf = Labels(phase);
        var inputs = new byte[chosen.Length * _size * sizeof(float)];
        var labels = new byte[chosen.Length * sizeof(long)];
        if (_size < WorthAThread)
            for (var i = 0; i < chosen.Length; i++)
                ReadOne(i);
        else
            Parallel.For(0, chosen.Length, ReadOne);
        return new SampleBatch(
            new TensorData([chosen.Length, .. SampleShape], TensorDtype.Float32, inputs),
            new TensorData([chosen.Length], TensorDtype.Int64, labels));

        void ReadOne(int i)
        {
            Fill(phase, chosen[i], MemoryMarshal.Cast<byte, float>(inputs.AsSpan()).Slice(i * _size, _size));
            BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(i * sizeof(long)), labelOf[chosen[i]]);
        }
    }

    /// <summary>Writes the values of one sample; called from several threads.</summary>
    protected abstract void Fill(Phase phase, int index, Span<float> values);

    /// <summary>Adds to a hash what tells the samples of a phase from others.</summary>
    protected abstract void AppendTo(IncrementalHash hash, Phase phase);

    /// <summary>Begins a fingerprint: what stands before the samples.</summary>
    internal static void AppendSizes(
        IncrementalHash hash, IReadOnlyList<long> sampleShape, int classes, int train, int test)
    {
        Span<byte> shape = stackalloc byte[4 * sizeof(int)];
        int[] sizes = [(int)sampleShape[^1], classes, train, test];
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(shape[(i * sizeof(int))..], sizes[i]);
        hash.AppendData(shape);
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

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendSizes(hash, SampleShape, Classes, Count(Phase.Train), Count(Phase.Test));
        AppendTo(hash, Phase.Train);
        AppendTo(hash, Phase.Test);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
