using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Verification;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>A dataset in a store: the same samples in the same order as from the files that were imported.</summary>
/// <remarks>
/// Each sample that comes from the store is compared with its hash. What is decoded stays in memory as far as the
/// budget goes; pixels and numbers that fit as a whole are read at once, in the order in which they lie.
/// </remarks>
public sealed class StoredDataset : IDataset
{
    private readonly IShardStore _store;
    private readonly SampleForm _form;
    private readonly StoredPhase _train;
    private readonly StoredPhase _test;
    private readonly CacheBudget _budget;

    private StoredDataset(
        IShardStore store, SampleForm form, string description, ChosenEntries chosen, long cacheBytes, bool together)
    {
        _store = store;
        _form = form;
        _train = new StoredPhase(form, chosen.Train, together);
        _test = new StoredPhase(form, chosen.Test, together);
        _budget = new CacheBudget(cacheBytes);
        Description = description;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Classes => _form.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<long> SampleShape => _form.SampleShape;

    /// <inheritdoc/>
    /// <remarks>That of the files: parties with files and parties with stores can take part in one run.</remarks>
    public string Fingerprint { get; private set; } = "";

    /// <summary>Opens a dataset in a store, after a look at its manifest and counts.</summary>
    /// <param name="store">Stays the caller's, who disposes it when the dataset is no longer read.</param>
    /// <param name="options">Fraction, balance and memory; the rest was settled by the import.</param>
    /// <exception cref="StoreException">The store is missing, incomplete, damaged or of another dataset.</exception>
    public static async Task<IDataset> OpenAsync(
        IShardStore store, DatasetEntry dataset, DatasetOptions options, CancellationToken cancellation = default)
    {
        var manifest = await StoreVerification.CheckAsync(store, dataset.Workload, cancellation);
        var form = FormOf(manifest, dataset, store);
        var chosen = await ChooseAsync(store, form, options, cancellation);
        var bytes = ((long)chosen.Train.Count + chosen.Test.Count) * form.DecodedBytes;
        var together = form.IsPlain && bytes <= Math.Min(options.CacheBytes, Array.MaxLength);
        var data = new StoredDataset(
            store, form, DescriptionOf(manifest, dataset, store), chosen, options.CacheBytes, together);
        // The fingerprint of pixels and numbers takes all of them: what it reads is kept where all of it fits.
        data.Fingerprint = await form.FingerprintAsync(
            store, chosen, together ? data.Keep : null);
        return Subset.Of(data, options.Fraction);
    }

    /// <inheritdoc/>
    public int Count(Phase phase) => Of(phase).Count;

    /// <inheritdoc/>
    public IReadOnlyList<byte> Labels(Phase phase) => Of(phase).Labels;

    /// <inheritdoc/>
    /// <remarks>The same names as when files are read: parties of both kinds divide by patient alike.</remarks>
    public IReadOnlyList<string>? Patients(Phase phase) =>
        _train.NamesPatients || _test.NamesPatients ? Of(phase).Patients : null;

    /// <inheritdoc/>
    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var wanted = Checked(phase, indices);
        var samples = DecodedAsync(phase, wanted).GetAwaiter().GetResult();
        var values = (int)_form.SampleShape.Aggregate(1L, (product, length) => product * length);
        var inputs = new byte[wanted.Length * values * sizeof(float)];
        var labels = new byte[wanted.Length * sizeof(long)];
        for (var i = 0; i < wanted.Length; i++)
        {
            _form.Fill(samples[i].Span,
                MemoryMarshal.Cast<byte, float>(inputs.AsSpan()).Slice(i * values, values));
            BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(i * sizeof(long)), Of(phase).Labels[wanted[i]]);
        }

        return new SampleBatch(
            new TensorData([wanted.Length, .. SampleShape], TensorDtype.Float32, inputs),
            new TensorData([wanted.Length], TensorDtype.Int64, labels));
    }

    private static SampleForm FormOf(StoreManifest? manifest, DatasetEntry dataset, IShardStore store) =>
        dataset.Forms is [] ? throw new StoreException(StoreProblem.Unusable,
            $"{store.Description}: {dataset.Workload} is not read from stores, which do not keep whose each sample is")
        : manifest is null ? dataset.Forms[0]
        : dataset.Forms.FirstOrDefault(form => form.Name == manifest.Form)
        ?? throw new StoreException(StoreProblem.Unusable,
            $"{store.Description} holds {manifest.Form}; {dataset.Workload} is read from "
            + string.Join(" or ", dataset.Forms.Select(form => form.Name)));

    private static string DescriptionOf(StoreManifest? manifest, DatasetEntry dataset, IShardStore store) =>
        $"{manifest?.Source ?? $"{dataset.Workload} of another program, not verified"}, in {store.Description}";

    private static async Task<ChosenEntries> ChooseAsync(
        IShardStore store, SampleForm form, DatasetOptions options, CancellationToken cancellation)
    {
        var train = await EntriesAsync(Phase.Train);
        var balanced = LabelledOrder.Balanced([.. Enumerable.Range(0, train.Count)],
            [.. train.Select(entry => entry.Label)], form.Classes, options.PerClass ?? form.PerClass);
        return new ChosenEntries([.. balanced.Select(index => train[index])], await EntriesAsync(Phase.Test));

        async Task<List<SampleEntry>> EntriesAsync(Phase phase)
        {
            var entries = await store.ReadEntriesAsync(phase, cancellation).ToListAsync(cancellation);
            return entries.Find(entry => entry.Label >= form.Classes) is not { } wrong
                ? entries
                : throw new StoreException(StoreProblem.Damaged, $"{store.Description}: sample {wrong.Id} of "
                    + $"{Collections.Of(phase)} has the label {wrong.Label}; it must be of 0 to {form.Classes - 1}");
        }
    }

    private void Keep(Phase phase, int index, StoredSample sample) =>
        Of(phase).Keep(index, Decode(phase, sample), _budget);

    private StoredPhase Of(Phase phase) => phase == Phase.Train ? _train : _test;

    private int[] Checked(Phase phase, ReadOnlySpan<int> indices)
    {
        foreach (var index in indices)
            if ((uint)index >= (uint)Count(phase))
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"{Description}: the {phase} phase has samples 0 to {Count(phase) - 1}");
        return indices.ToArray();
    }

    private async Task<ReadOnlyMemory<byte>[]> DecodedAsync(Phase phase, int[] indices)
    {
        var samples = Of(phase);
        var decoded = indices.Select(samples.Known).ToArray();
        int[] missing = [.. Enumerable.Range(0, indices.Length).Where(i => decoded[i].IsEmpty)];
        if (missing.Length == 0)
            return decoded;

        var read = await ReadAsync(phase, [.. missing.Select(i => samples.IdOf(indices[i]))]);
        var failures = new DatasetException?[missing.Length];
        Parallel.For(0, missing.Length, m =>
        {
            try
            {
                var sample = Decode(phase, read[m]);
                decoded[missing[m]] = sample;
                samples.Keep(indices[missing[m]], sample, _budget);
            }
            catch (DatasetException failure)
            {
                failures[m] = failure;
            }
        });
        return failures.FirstOrDefault(failure => failure is not null) is { } first ? throw first : decoded;
    }

    private async Task<IReadOnlyList<StoredSample>> ReadAsync(Phase phase, int[] ids)
    {
        try
        {
            return await _store.ReadBatchAsync(phase, ids);
        }
        catch (StoreException problem)
        {
            throw new DatasetException(problem.Message, problem);
        }
    }

    private byte[] Decode(Phase phase, StoredSample sample)
    {
        if (!sample.IsIntact)
            throw Damaged("is not what was imported: its hash differs");
        try
        {
            return _form.Decode(sample.Data);
        }
        catch (InvalidDataException failure)
        {
            throw Damaged(failure.Message, failure);
        }

        DatasetException Damaged(string what, Exception? cause = null) => new(
            $"{_store.Description}: sample {sample.Id} of {Collections.Of(phase)}"
            + $"{(sample.FileName.Length > 0 ? $" ({sample.FileName})" : "")} {what}; "
            + "'splitlearning data verify' lists all such, --repair mends them", cause);
    }
}
