using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>
/// Chosen samples of one collection: ids, classes, patients; what is decoded, as far as there is room.
/// </summary>
internal sealed class StoredPhase
{
    private readonly int[] _ids;
    private readonly int _size;
    private readonly byte[]?[] _decoded = [];
    private readonly byte[]? _together;

    /// <param name="together">
    /// Whether room for all samples is taken at once, to be filled by <see cref="Keep"/> before anything is read:
    /// tens of thousands of small arrays would cost each garbage collection time.
    /// </param>
    public StoredPhase(SampleForm form, IReadOnlyList<SampleEntry> entries, bool together)
    {
        _size = form.DecodedBytes;
        _ids = [.. entries.Select(entry => entry.Id)];
        if (together)
            _together = new byte[entries.Count * _size];
        else
            _decoded = new byte[entries.Count][];
        Labels = [.. entries.Select(entry => entry.Label)];
        Patients = [.. entries.Select(entry => form.PatientOf(entry.FileName) ?? entry.FileName)];
        NamesPatients = entries.Any(entry => form.PatientOf(entry.FileName) is not null);
    }

    public byte[] Labels { get; }

    /// <summary>As the files are named; one whose name tells no patient is a patient of its own.</summary>
    public string[] Patients { get; }

    /// <summary>Whether any name tells a patient.</summary>
    public bool NamesPatients { get; }

    public int Count => _ids.Length;

    public int IdOf(int index) => _ids[index];

    /// <summary>The decoded sample; empty where it has to be read.</summary>
    public ReadOnlyMemory<byte> Known(int index) => _together is { } all
        ? all.AsMemory(index * _size, _size)
        : Volatile.Read(ref _decoded[index]);

    public void Keep(int index, byte[] decoded, CacheBudget budget)
    {
        if (_together is { } all)
            decoded.CopyTo(all, index * _size);
        else if (budget.TryTake(decoded.Length)
            && Interlocked.CompareExchange(ref _decoded[index], decoded, null) is not null)
            budget.GiveBack(decoded.Length); // another thread has read it at the same time
    }
}
