using System.Security.Cryptography;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores.Import;

namespace SplitLearning.Data.Stores.Verification;

/// <summary>Compares what a store holds with its manifest.</summary>
public static class StoreVerification
{
    /// <summary>Looks at the manifest and the counts alone, as at the start of an agent.</summary>
    /// <returns>The manifest; null where another program has filled the store and there is none.</returns>
    /// <exception cref="StoreException">
    /// The store is empty, an import has not ended (<see cref="StoreProblem.Incomplete"/>), or it holds another number
    /// of samples than it did then (<see cref="StoreProblem.Damaged"/>).
    /// </exception>
    public static async Task<StoreManifest?> CheckAsync(
        IShardStore store, string workload, CancellationToken cancellation = default)
    {
        var manifest = await store.ReadManifestAsync(cancellation);
        if (manifest is not null && manifest.Workload != workload)
            throw new StoreException(StoreProblem.Unusable,
                $"{store.Description} holds samples of {manifest.Workload}; {workload} is expected");
        foreach (var phase in Collections.Phases)
        {
            var count = await store.CountAsync(phase, cancellation);
            if (manifest is null && count == 0)
                throw new StoreException(
                    StoreProblem.Incomplete, $"{store.Description} holds no samples of {workload}");
            var expected = manifest is null ? count : manifest.CountOf(phase);
            if (manifest is { IsComplete: false })
                throw new StoreException(StoreProblem.Incomplete, $"{store.Description} is incomplete: an import of "
                    + $"{manifest.TrainSamples} + {manifest.TestSamples} samples has not ended");
            if (count != expected)
                throw new StoreException(StoreProblem.Damaged, $"{store.Description} has {count} samples in "
                    + $"{Collections.Of(phase)}; its manifest says {expected}");
        }

        return manifest;
    }

    /// <summary>Reads everything and compares it with the manifest.</summary>
    /// <exception cref="StoreException">There is no manifest, or the store cannot be read.</exception>
    public static async Task<IReadOnlyList<PhaseFindings>> VerifyAsync(
        IShardStore store, CancellationToken cancellation = default)
    {
        var manifest = await store.ReadManifestAsync(cancellation)
            ?? throw new StoreException(
                StoreProblem.Incomplete, $"{store.Description} has no manifest: no import has begun");
        var findings = new List<PhaseFindings>();
        foreach (var phase in Collections.Phases)
            findings.Add(await VerifyAsync(store, phase, manifest, cancellation));
        return findings;
    }

    /// <summary>Replaces what is wrong by what the files have.</summary>
    /// <exception cref="StoreException">The store holds samples of other files, or cannot be written.</exception>
    /// <exception cref="DatasetException">A file is damaged or cannot be read.</exception>
    public static async Task<ImportOutcome> RepairAsync(
        IShardStore store, IReadOnlyList<PhaseFindings> findings, SampleSource source, TimeProvider clock,
        CancellationToken cancellation = default)
    {
        foreach (var finding in findings)
        {
            if (finding.HashDiffers) // which ones were replaced cannot be told
                await store.DeleteAllAsync(finding.Phase, cancellation);
            else if (finding.Changed.Count > 0)
                await store.DeleteAsync(finding.Phase, finding.Changed.ToArray(), cancellation);
        }

        return await new ShardImport(store, source, clock).RunAsync(progress: null, cancellation);
    }

    /// <summary>SHA-256 over ids and hashes of a collection, as manifests have it; the content is not read.</summary>
    internal static async Task<string> HashAsync(IShardStore store, Phase phase, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var entry in store.ReadEntriesAsync(phase, cancellation))
            ContentHash.AppendSample(hash, entry.Id, entry.ContentHash.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<PhaseFindings> VerifyAsync(
        IShardStore store, Phase phase, StoreManifest manifest, CancellationToken cancellation)
    {
        var expected = manifest.CountOf(phase);
        var (missing, extra, changed) = (new List<int>(), new List<int>(), new List<int>());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, next) = (0, 1);
        await foreach (var sample in store.FindAllAsync(phase, cancellation))
        {
            for (; next < sample.Id && next <= expected; next++)
                missing.Add(next);
            next = sample.Id + 1;
            count++;
            if (sample.Id > expected)
                extra.Add(sample.Id);
            else if (!sample.IsIntact)
                changed.Add(sample.Id);
            ContentHash.AppendSample(hash, sample.Id, sample.ContentHash.Span);
        }

        for (; next <= expected; next++)
            missing.Add(next);
        var isWhole = missing.Count + extra.Count + changed.Count == 0;
        var recorded = phase == Phase.Train ? manifest.TrainSha256 : manifest.TestSha256;
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        return new PhaseFindings(phase, count, missing, extra, changed,
            HashDiffers: isWhole && recorded is not null && recorded != found);
    }
}
