using SplitLearning.Data.Datasets;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning;

/// <summary>Deals every sample of a dataset to exactly one agent. All parties ask here, so all agree.</summary>
public static class Shards
{
    /// <summary>Divides both phases by the same rule.</summary>
    /// <param name="agents">With more agents than samples, or patients, some shards are empty.</param>
    /// <param name="seed">Seed of the run: same seed, same data, same shards.</param>
    /// <returns>The shard of agent k at position k - 1: agents count from 1.</returns>
    /// <exception cref="ArgumentException">The partition is not valid for so many agents.</exception>
    /// <exception cref="DatasetException">Patients are to be kept together, and the data name none.</exception>
    public static IReadOnlyList<Shard> Deal(IDataset data, Partition partition, int agents, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);
        if (partition.Validate(agents) is [var problem, ..])
            throw new ArgumentException(problem, nameof(partition));
        var weights = partition.WeightsOf(agents)!;
        Func<Phase, int[]> ownersOf = partition.Kind switch
        {
            PartitionKind.Shuffled => phase => Shuffled(data.Count(phase), weights, phase, seed),
            PartitionKind.Dirichlet => new ClassDealer(weights, partition.Alpha, data.Classes, seed).Of(data),
            PartitionKind.Patient => new PatientDealer(weights, seed).Of(data),
            _ => phase => Contiguous(data.Count(phase), weights),
        };
        var train = Collected(ownersOf(Phase.Train), agents); // before the test samples: they may follow
        return [.. train.Zip(Collected(ownersOf(Phase.Test), agents), (ofTrain, ofTest) => new Shard(ofTrain, ofTest))];
    }

    private static int[] Contiguous(int count, int[] weights)
    {
        var owners = new int[count];
        foreach (var (agent, range) in ShardDealer.Deal(count, weights).Index())
            owners.AsSpan(range.Start, range.Count).Fill(agent);
        return owners;
    }

    private static int[] Shuffled(int count, int[] weights, Phase phase, long seed)
    {
        var owners = Contiguous(count, weights);
        SeededRandom.For(seed, "partition", "shuffled", $"{phase}").Shuffle(owners.AsSpan());
        return owners;
    }

    /// <param name="owners">For each sample the agent, from 0.</param>
    private static int[][] Collected(int[] owners, int agents)
    {
        var sizes = new int[agents];
        foreach (var owner in owners)
            sizes[owner]++;
        var shards = Array.ConvertAll(sizes, size => new int[size]);
        Array.Clear(sizes);
        foreach (var (index, owner) in owners.Index())
            shards[owner][sizes[owner]++] = index;
        return shards;
    }
}
