using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>Chosen samples of one collection: ids, classes, patients; what is decoded, as far as there is room.</summary>
internal sealed class StoredPhase
{
    private readonly int[] _ids;
    private readonly byte[]?[] _decoded;

    public StoredPhase(SampleForm form, IReadOnlyList<SampleEntry> entries)
    {
        _ids = [.. entries.Select(entry => entry.Id)];
        _decoded = new byte[entries.Count][];
        Labels = [.. entries.Select(entry => entry.Label)];
        Patients = [.. entries.Select(entry => form.PatientOf(entry.FileName))];
    }

    public byte[] Labels { get; }

    /// <summary>As the files are named; null for those whose name tells no patient.</summary>
    public string?[] Patients { get; }

    public int Count => _ids.Length;

    public int IdOf(int index) => _ids[index];

    /// <summary>The decoded sample; null where it has to be read.</summary>
    public byte[]? Known(int index) => Volatile.Read(ref _decoded[index]);

    public void Keep(int index, byte[] decoded, CacheBudget budget)
    {
        if (budget.TryTake(decoded.Length)
            && Interlocked.CompareExchange(ref _decoded[index], decoded, null) is not null)
            budget.GiveBack(decoded.Length); // another thread has read it at the same time
    }
}
