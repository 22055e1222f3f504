using System.Security.Cryptography;
using System.Text;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Memory;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Images of one phase that are drawn when they are first read, and kept as far as a budget goes.</summary>
internal sealed class DrawnImages(Drawing drawing, Phase phase, int count, CacheBudget budget) : IByteImages
{
    // Enough to tell versions of the painter apart; all would take as long as an epoch.
    private const int Fingerprinted = 8;

    private readonly byte[] _labels = [.. Enumerable.Range(0, count).Select(index => drawing.LabelOf(phase, index))];
    private readonly byte[]?[] _drawn = new byte[count][];

    public int Count => count;

    public IReadOnlyList<byte> Labels => _labels;

    public ReadOnlySpan<byte> PlanesOf(int index)
    {
        if (Volatile.Read(ref _drawn[index]) is { } known)
            return known;
        var planes = new byte[drawing.Size];
        drawing.Draw(phase, index, planes);
        if (budget.TryTake(planes.Length) && Interlocked.CompareExchange(ref _drawn[index], planes, null) is not null)
            budget.GiveBack(planes.Length); // another thread has drawn it at the same time
        return planes;
    }

    public void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{drawing.Key}, {phase}"));
        hash.AppendData(_labels);
        for (var index = 0; index < Math.Min(count, Fingerprinted); index++)
            hash.AppendData(PlanesOf(index));
    }
}
