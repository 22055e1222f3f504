using System.Security.Cryptography;
using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>Reads the content of chosen samples in one pass.</summary>
internal static class StoredContent
{
    private const int SamplesAStep = 256;

    /// <summary>The fingerprint of a <see cref="MemoryDataset"/> with the same samples.</summary>
    /// <param name="keep">Told of each sample, with its index in its phase; null for nobody.</param>
    public static async Task<string> FingerprintAsync(
        SampleForm form, IShardStore store, ChosenEntries chosen, Action<Phase, int, StoredSample>? keep)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        MemoryDataset.AppendSizes(hash, form.SampleShape, form.Classes, chosen.Train.Count, chosen.Test.Count);
        foreach (var phase in new[] { Phase.Train, Phase.Test })
        {
            var index = 0;
            await foreach (var sample in ReadAsync(store, phase, chosen.Of(phase)))
            {
                hash.AppendData(sample.Data);
                keep?.Invoke(phase, index++, sample);
            }

            hash.AppendData([.. chosen.Of(phase).Select(entry => entry.Label)]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads the samples of these entries, in their order.</summary>
    private static async IAsyncEnumerable<StoredSample> ReadAsync(
        IShardStore store, Phase phase, IReadOnlyList<SampleEntry> entries)
    {
        foreach (var step in entries.Select(entry => entry.Id).Chunk(SamplesAStep))
            foreach (var sample in await store.ReadBatchAsync(phase, step))
                yield return sample;
    }
}
