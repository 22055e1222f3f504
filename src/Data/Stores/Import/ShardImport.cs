using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores.Verification;

namespace SplitLearning.Data.Stores.Import;

/// <summary>Puts a dataset's samples into a store; what is there stays, so a broken import can be repeated.</summary>
/// <param name="clock">Measures the rate.</param>
public sealed class ShardImport(IShardStore store, SampleSource source, TimeProvider clock)
{
    // 256 images of 100 KB are 26 MB; twice that is held, as the next ones are read while these are written.
    private const int SamplesAStep = 256;

    /// <summary>Puts in what is missing, then writes the manifest.</summary>
    /// <param name="progress">Told after each step.</param>
    /// <exception cref="StoreException">The store cannot be written, or holds samples of other files.</exception>
    /// <exception cref="DatasetException">A file is damaged or cannot be read.</exception>
    public async Task<ImportOutcome> RunAsync(
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var begun = clock.GetTimestamp();
        var manifest = source.Manifest;
        await BeginAsync(manifest, cancellation);
        var missing = await MissingAsync(manifest, cancellation);
        var total = manifest.TrainSamples + manifest.TestSamples;
        var toAdd = missing.Sum(step => step.Ids.Length);
        var (added, bytes) = (0, 0L);
        Tell();

        var next = ReadAsync(0);
        for (var i = 0; i < missing.Count; i++)
        {
            var samples = await next;
            next = ReadAsync(i + 1);
            try
            {
                await store.InsertAsync(missing[i].Phase, samples, cancellation);
            }
            catch
            {
                await Quietly(next);
                throw;
            }

            added += samples.Count;
            bytes += samples.Sum(sample => (long)sample.Data.Length);
            Tell();
        }

        manifest = manifest with
        {
            TrainSha256 = await StoreVerification.HashAsync(store, Phase.Train, cancellation),
            TestSha256 = await StoreVerification.HashAsync(store, Phase.Test, cancellation),
        };
        await store.WriteManifestAsync(manifest, cancellation);
        return new ImportOutcome(manifest, added, total - toAdd, bytes, clock.GetElapsedTime(begun));

        Task<IReadOnlyList<StoredSample>> ReadAsync(int step) => step < missing.Count
            ? Task.Run(() => source.Read(missing[step].Phase, missing[step].Ids), cancellation)
            : Task.FromResult<IReadOnlyList<StoredSample>>([]);

        void Tell()
        {
            var seconds = clock.GetElapsedTime(begun).TotalSeconds;
            var rate = added > 0 && seconds > 0 ? added / seconds : 0;
            progress?.Report(new ImportProgress(total - toAdd + added, total, rate,
                rate > 0 ? TimeSpan.FromSeconds((toAdd - added) / rate) : null));
        }
    }

    // What the store is meant to hold is written before its first sample: a broken import is known as such.
    private async Task BeginAsync(StoreManifest manifest, CancellationToken cancellation)
    {
        var known = await store.ReadManifestAsync(cancellation);
        if (known is not null && !IsSame(known, manifest))
            throw new StoreException(StoreProblem.Unusable,
                $"{store.Description} holds {known.TrainSamples} + {known.TestSamples} samples of {known.Source}, "
                + $"not of {manifest.Source}; choose another store, or drop this one first");
        if (known is null)
        {
            foreach (var phase in Collections.Phases)
                if (await store.CountAsync(phase, cancellation) > 0)
                    throw new StoreException(StoreProblem.Unusable,
                        $"{store.Description} holds samples that another program has put in; choose another store");
            await store.WriteManifestAsync(manifest, cancellation);
        }
    }

    private static bool IsSame(StoreManifest one, StoreManifest other) =>
        one.Workload == other.Workload && one.Form == other.Form && one.SourceFingerprint == other.SourceFingerprint;

    private async Task<IReadOnlyList<Step>> MissingAsync(StoreManifest manifest, CancellationToken cancellation)
    {
        var steps = new List<Step>();
        foreach (var phase in Collections.Phases)
        {
            var count = manifest.CountOf(phase);
            var isThere = new bool[count + 1];
            var extra = new List<int>();
            await foreach (var entry in store.ReadEntriesAsync(phase, cancellation))
                if (entry.Id <= count)
                    isThere[entry.Id] = true;
                else
                    extra.Add(entry.Id);
            if (extra.Count > 0)
                await store.DeleteAsync(phase, extra.ToArray(), cancellation);
            steps.AddRange(Enumerable.Range(1, count).Where(id => !isThere[id]).Chunk(SamplesAStep)
                .Select(ids => new Step(phase, ids)));
        }

        return steps;
    }

    // Its failure does not matter any more, but nobody else would look at it.
    private static async Task Quietly(Task task) =>
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed record Step(Phase Phase, int[] Ids);
}
