using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Stored;

namespace SplitLearning.Data.Stores.Import;

/// <summary>The files of a dataset, as what is to be in its store.</summary>
/// <remarks>
/// All samples that can be used, none left out for balance or by a fraction: those are chosen anew in each run. The
/// order is that of a run on the files: sample <c>i</c> of a phase has the id <c>i + 1</c>.
/// </remarks>
public sealed class SampleSource
{
    private readonly IStorable _data;

    private SampleSource(string workload, IStorable data) => (Workload, _data) = (workload, data);

    /// <summary>Whose samples they are.</summary>
    public string Workload { get; }

    /// <summary>Damaged samples that are left out: see <see cref="BadSamplePolicy.Skip"/>.</summary>
    public IReadOnlyList<BadSample> Skipped => _data.Skipped;

    /// <summary>What a complete store of these files has for a manifest, without the hashes.</summary>
    internal StoreManifest Manifest => new()
    {
        Workload = Workload,
        Form = _data.Form.Name,
        Source = _data.Description,
        SourceFingerprint = _data.Fingerprint,
        TrainSamples = _data.Count(Phase.Train),
        TestSamples = _data.Count(Phase.Test),
    };

    /// <summary>Finds a workload's files.</summary>
    /// <param name="options">
    /// Where they are, the share kept for testing and what happens at damaged ones; the rest is for runs.
    /// </param>
    /// <returns>Null where nothing was named and nothing is found.</returns>
    /// <exception cref="DatasetException">
    /// A named folder does not hold the files, or one is damaged; or the samples are of no form that stores keep.
    /// </exception>
    public static SampleSource? Find(DatasetEntry dataset, DatasetOptions options) =>
        dataset.Forms is [] ? throw new DatasetException(
            $"{dataset.Workload}: stores do not keep whose each sample is; read these data from their files")
        : DatasetLocator.OfProcess().Find(options.Folder, dataset.Form) is null ? null
        : Of(dataset, options with { Fraction = 1, PerClass = int.MaxValue });

    internal static SampleSource Of(string workload, IStorable data) => new(workload, data);

    internal int Count(Phase phase) => _data.Count(phase);

    /// <summary>Reads the samples with these ids, decoding images once so that damaged ones are named now.</summary>
    /// <exception cref="DatasetException">A file is damaged or cannot be read.</exception>
    internal IReadOnlyList<StoredSample> Read(Phase phase, ReadOnlySpan<int> ids)
    {
        var wanted = ids.ToArray();
        var samples = new StoredSample[wanted.Length];
        var failures = new DatasetException?[wanted.Length];
        Parallel.For(0, wanted.Length, i =>
        {
            try
            {
                samples[i] = _data.Stored(phase, wanted[i] - 1);
            }
            catch (DatasetException failure)
            {
                failures[i] = failure;
            }
        });
        return failures.FirstOrDefault(failure => failure is not null) is { } first ? throw first : samples;
    }

    private static SampleSource Of(DatasetEntry dataset, DatasetOptions options) =>
        Of(dataset.Workload, (IStorable)dataset.Open(options));
}
