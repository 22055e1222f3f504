using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>Deals the samples of a dataset to clients. All parties ask here, so all agree.</summary>
public static class FederatedShards
{
    /// <summary>Gives no sample to two clients, and each client at least one to train and one to test with.</summary>
    /// <param name="data">Both phases together are dealt: see <see cref="PooledSamples"/>.</param>
    /// <param name="seed">Seed of the run: same seed, same data, same clients.</param>
    /// <returns>Client k at position k: clients count from 0.</returns>
    /// <exception cref="ArgumentException">The partition is not valid.</exception>
    /// <exception cref="DatasetException">
    /// The data have too few samples or other classes than the partition, or a file does not fit them.
    /// </exception>
    public static IReadOnlyList<ClientSamples> Deal(IDataset data, FederatedPartition partition, long seed)
    {
        if (partition.Validate() is [var problem, ..])
            throw new ArgumentException(problem, nameof(partition));
        var clients = partition.Kind switch
        {
            FederatedPartitionKind.Pathological => Divided(PathologicalDealer.Deal(
                data, partition.Clients!.Value, partition.ClassesPerClient, seed), partition, seed),
            FederatedPartitionKind.Given when partition.File.Length > 0 => GivenDealer.ByFile(data, partition.File),
            FederatedPartitionKind.Given => GivenDealer.ByData(data),
            _ => Divided(new GroupDealer(
                partition.GroupSizes(data.Classes)!, partition.Clients!.Value, partition.Alpha, seed).Deal(data),
                partition, seed),
        };
        if (partition.Unseen >= clients.Count)
            throw new DatasetException($"{data.Description}: {partition.Unseen} clients are to be held out of "
                + $"{clients.Count}; it must be fewer: somebody must train");
        var seen = clients.Count - partition.Unseen;
        return
        [
            .. clients.Select(client => ClientSplit.Validated(client, partition.ValidationShare, seed) with
            {
                Unseen = client.Client >= seen,
            }),
        ];
    }

    private static IReadOnlyList<ClientSamples> Divided(
        IReadOnlyList<int>[] samples, FederatedPartition partition, long seed) =>
        [.. samples.Index().Select(client => ClientSplit.Of(client.Index, client.Item, partition.TestShare, seed))];
}
