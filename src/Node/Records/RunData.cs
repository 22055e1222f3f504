using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>What <c>data.json</c> says: which data a central or federated run has, to go on with the same.</summary>
/// <param name="Description">For people.</param>
/// <param name="Fingerprint">Equal data, equal fingerprint: see <see cref="IDataset.Fingerprint"/>.</param>
/// <param name="Options">How they were opened.</param>
internal sealed record RunData(string Description, string Fingerprint, DatasetOptions Options)
{
    /// <summary>What is written down of data; a store's password is not.</summary>
    public static RunData Of(IDataset data, DatasetOptions options) => new(data.Description, data.Fingerprint,
        options with { Store = options.Store is { } url ? ShardStores.WithoutCredentials(url) : null });

    /// <exception cref="NodeFailureException">The data are other ones.</exception>
    public void EnsureIs(IDataset data, string run)
    {
        if (data.Fingerprint != Fingerprint)
            throw new NodeFailureException(ExitCode.Data,
                $"{data.Description}: these are not the data of the run {run}, which were: {Description}; "
                + "name their folder with --data.");
    }
}
