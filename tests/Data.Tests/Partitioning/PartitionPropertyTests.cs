using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Tests.Partitioning;

/// <summary>What holds for every dataset, number of agents, weights and seed.</summary>
public sealed class PartitionPropertyTests
{
    private const double Rounding = 1e-9; // of the expected sizes

    private static readonly Phase[] Phases = [Phase.Train, Phase.Test];

    [Fact]
    public void Deal_AnyPartition_GivesEverySampleToExactlyOneAgent() => ForAll(Cases(), c =>
        Phases.All(phase => c.Deal().SelectMany(shard => shard.Indices(phase).ToArray()).Order()
            .SequenceEqual(Enumerable.Range(0, c.Data.Count(phase)))));

    [Fact]
    public void Deal_AnyPartition_GivesShardsInAscendingOrder() => ForAll(Cases(), c =>
        Phases.All(phase => c.Deal().All(shard =>
            shard.Indices(phase).ToArray().SequenceEqual(shard.Indices(phase).ToArray().Order()))));

    [Fact]
    public void Deal_SameSeed_GivesTheSameShards() => ForAll(Cases(), c =>
        Phases.All(phase => c.Deal().Zip(c.Deal()).All(pair =>
            pair.First.Indices(phase).SequenceEqual(pair.Second.Indices(phase)))));

    [Fact]
    public void ContiguousAndShuffled_AnyWeights_HaveSizesWithinOneOfTheirs() => ForAll(
        Cases(PartitionKind.Contiguous, PartitionKind.Shuffled),
        c => Phases.All(phase => c.Excess(phase).All(excess => Math.Abs(excess) < 1 + Rounding)));

    [Fact]
    public void Patient_AnyWeights_HasTrainingSizesWithinTheLargestPatientOfTheirs() => ForAll(
        Cases(PartitionKind.Patient),
        c => c.Excess(Phase.Train).All(excess => Math.Abs(excess) < c.LargestPatient + Rounding));

    [Fact]
    public void Patient_AnyWeights_IsDividedBetweenNoAgents() => ForAll(Cases(PartitionKind.Patient), c =>
        c.Deal().Index()
            .SelectMany(entry => Phases.SelectMany(phase => entry.Item.Indices(phase).ToArray()
                .Select(sample => (Patient: c.Data.Patients(phase)![sample], Agent: entry.Index))))
            .Distinct().GroupBy(pair => pair.Patient).All(agents => agents.Count() == 1));

    private static void ForAll(Gen<Case> cases, Func<Case, bool> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds).Check(Properties.Seeded);

    private static Gen<Case> Cases(params PartitionKind[] kinds)
    {
        var kind = Gen.Elements(kinds.Length == 0 ? Enum.GetValues<PartitionKind>() : kinds);
        var label = Gen.Choose(0, 4).Select(value => (byte)value);
        var samples = Gen.Zip(label.ArrayOf(), label.ArrayOf());
        var seed = ArbMap.Default.GeneratorFor<long>();
        var alpha = Gen.Elements(0.0001, 0.1, 0.5, 1, 10, 1_000_000);
        return Gen.Zip(Gen.Zip(kind, alpha), Gen.Zip(samples, Gen.Zip(seed, Gen.Choose(1, 12))))
            .SelectMany(c => Gen.OneOf(Gen.Constant(""), Weights(c.Item2.Item2.Item2)).Select(weights => new Case(
                Data(c.Item2.Item1.Item1, c.Item2.Item1.Item2),
                new Partition { Kind = c.Item1.Item1, Alpha = c.Item1.Item2, Weights = weights },
                Agents: c.Item2.Item2.Item2, Seed: c.Item2.Item2.Item1)));
    }

    private static Gen<string> Weights(int agents) => Gen.OneOf(Gen.Choose(1, 9), Gen.Choose(1, 10_000))
        .ArrayOf(agents).Select(weights => string.Join(':', weights));

    // Patients of uneven sizes, some of both phases.
    private static LabelledSamples Data(byte[] train, byte[] test) => new()
    {
        Train = train,
        Test = test,
        Classes = 5,
        TrainPatients = [.. train.Select((label, i) => $"{label % 2}-{(int)Math.Sqrt(i)}")],
        TestPatients = [.. test.Select((label, i) => $"{label % 3}-{i / 3}")],
    };

    private sealed record Case(LabelledSamples Data, Partition Partition, int Agents, long Seed)
    {
        public int LargestPatient => Data.TrainPatients!.GroupBy(patient => patient)
            .Select(samples => samples.Count()).DefaultIfEmpty().Max();

        public IReadOnlyList<Shard> Deal() => Shards.Deal(Data, Partition, Agents, Seed);

        /// <summary>By how much each shard is larger than its weight says.</summary>
        public IEnumerable<double> Excess(Phase phase)
        {
            double[] weights = Partition.Weights.Length == 0
                ? [.. Enumerable.Repeat(1.0, Agents)]
                : [.. Partition.Weights.Split(':').Select(double.Parse)];
            return Deal().Zip(weights, (shard, weight) =>
                shard.Count(phase) - Data.Count(phase) * weight / weights.Sum());
        }
    }
}
