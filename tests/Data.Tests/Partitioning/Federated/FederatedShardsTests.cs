using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Data.Tests.Partitioning.Federated;

public sealed class FederatedShardsTests
{
    private const long Seed = 7;

    [Fact]
    public void Deal_AnyData_GivesEverySampleToExactlyOneClient() => ForAll(c => c.Deal() is not { } clients
        || clients.SelectMany(client => client.Train.Concat(client.Test)).Order()
            .SequenceEqual(Enumerable.Range(0, c.Data.Train.Length + c.Data.Test.Length)));

    [Fact]
    public void Deal_AnyData_NumbersClientsAndLeavesNobodyWithTooFew() => ForAll(c => c.Deal() is not { } clients
        || (clients.Select(client => client.Client).SequenceEqual(Enumerable.Range(0, c.Partition.Clients!.Value))
            && clients.All(client => client.Train.Count >= 2 && client.Test.Count >= 1)));

    [Fact]
    public void Deal_AnyData_IsInAscendingOrder() => ForAll(c => c.Deal() is not { } clients || clients.All(
        client => client.Train.SequenceEqual(client.Train.Order()) && client.Test.SequenceEqual(client.Test.Order())));

    [Fact]
    public void Deal_AnyData_TestsWithTheShareToTheNearestSample() => ForAll(c => c.Deal() is not { } clients
        || clients.All(client => client.Train.Count == 2 || client.Test.Count == 1 // no fewer are left
            || Math.Abs(client.Test.Count - c.Partition.TestShare * (client.Test.Count + client.Train.Count)) < 0.501));

    [Fact]
    public void Deal_SameSeed_GivesTheSame() => ForAll(c => c.Shown() == c.Shown());

    [Fact]
    public void Deal_NotTooFewSamplesNorTooSmallAnAlpha_AlwaysComesOff() =>
        ForAll(c => c.Partition.Alpha < 1 || c.Deal() is not null);

    [Fact]
    public void Deal_OtherSeed_GivesOthers()
    {
        var partition = new FederatedPartition { Clients = 5, Groups = "" };

        Assert.NotEqual(
            new Case(Data(200, 50), partition, Seed).Shown(), new Case(Data(200, 50), partition, Seed + 1).Shown());
    }

    [Fact]
    public void ValidationShare_IsTakenFromTheTrainingSamplesAlone()
    {
        var partition = new FederatedPartition { Clients = 5, Groups = "2:2", Alpha = 10 };

        var whole = FederatedShards.Deal(Data(300, 100), partition, Seed);
        var parted = FederatedShards.Deal(Data(300, 100), partition with { ValidationShare = 0.25 }, Seed);

        foreach (var (before, after) in whole.Zip(parted))
        {
            Assert.Equal(before.Test, after.Test);
            Assert.Equal(before.Train, after.Train.Concat(after.Validation).Order());
            Assert.Equal(0.25 * before.Train.Count, after.Validation.Count, tolerance: 0.501);
            Assert.Equal(after.Validation.Order(), after.Validation);
        }

        Assert.All(whole, client => Assert.Empty(client.Validation));
        Assert.All(
            FederatedShards.Deal(Data(300, 100), partition with { ValidationShare = 0.999 }, Seed),
            client => Assert.Equal(2, client.Train.Count));
    }

    [Fact]
    public void Unseen_AreTheLastClients()
    {
        var clients = FederatedShards.Deal(
            Data(300, 100), new FederatedPartition { Clients = 5, Groups = "2:2", Alpha = 10, Unseen = 2 }, Seed);

        Assert.Equal([false, false, false, true, true], clients.Select(client => client.Unseen));
    }

    [Fact]
    public void Pathological_PiecesWithinClasses_GiveEachClientSoManyClassesAtMost()
    {
        var data = Data(300, 100); // 100 of each of 4 classes: 20 pieces of 20
        var partition = new FederatedPartition
        {
            Kind = FederatedPartitionKind.Pathological,
            Clients = 10,
            ClassesPerClient = 2,
        };

        var clients = FederatedShards.Deal(data, partition, Seed);

        var labels = new PooledSamples(data).Labels;
        var classes = clients.Select(
            client => client.Train.Concat(client.Test).Select(sample => labels[sample]).Distinct().Count()).ToArray();
        Assert.All(classes, count => Assert.InRange(count, 1, 2));
        Assert.Contains(2, classes);
        Assert.All(clients, client => Assert.Equal((32, 8), (client.Train.Count, client.Test.Count)));
    }

    [Fact]
    public void Groups_OfOtherClasses_AreAnError() => AssertError(
        "labels has 4 classes; the groups 3:3:4 have 10 together: they must have as many",
        Data(300, 100), new FederatedPartition());

    [Fact]
    public void Groups_WithTooFewSamples_NameAlphaClientsAndSamples() => AssertError(
        "labels: 40 samples cannot be dealt to 14 clients with alpha 0.4: in each of 100 draws somebody had fewer than "
        + "3, two to train and one to test with; take fewer clients or a larger alpha",
        Data(30, 10), new FederatedPartition { Clients = 14, Groups = "2:2" });

    [Fact]
    public void Pathological_WithTooFewSamples_NamesClientsAndSamples() => AssertError(
        "labels: 40 samples in 40 pieces, 2 for each of 20 clients, leave somebody with 2; it must be at least 3, two "
        + "to train and one to test with: take fewer clients",
        Data(30, 10), new FederatedPartition { Kind = FederatedPartitionKind.Pathological, Clients = 20 });

    [Fact]
    public void Deal_PartitionThatIsNotValid_Throws() => Assert.Throws<ArgumentException>(
        () => FederatedShards.Deal(Data(30, 10), new FederatedPartition { Clients = 0 }, Seed));

    private static void AssertError(string message, IDataset data, FederatedPartition partition) => Assert.Equal(
        message, Assert.Throws<DatasetException>(() => FederatedShards.Deal(data, partition, Seed)).Message);

    private static void ForAll(Func<Case, bool> holds) => Prop.ForAll(Cases().ToArbitrary(), holds)
        .Check(Properties.Seeded);

    private static Gen<Case> Cases()
    {
        var kind = Gen.Elements(FederatedPartitionKind.Groups, FederatedPartitionKind.Pathological);
        var rule = Gen.Zip(kind, Gen.Elements(0.05, 0.4, 1, 10, 1_000_000));
        var groups = Gen.Elements("", "4", "2:2", "1:3");
        var shares = Gen.Zip(groups, Gen.Elements(0.01, 0.2, 0.5, 0.99));
        return Gen.Zip(Gen.Zip(rule, shares), Gen.Zip(
                Gen.Zip(Gen.Choose(1, 12), Gen.Choose(1, 4)), ArbMap.Default.GeneratorFor<long>()))
            .Select(c => new Case(
                Data(600 + c.Item2.Item1.Item1, 200 - c.Item2.Item1.Item2),
                new FederatedPartition
                {
                    Kind = c.Item1.Item1.Item1,
                    Alpha = c.Item1.Item1.Item2,
                    Groups = c.Item1.Item2.Item1,
                    TestShare = c.Item1.Item2.Item2,
                    Clients = c.Item2.Item1.Item1,
                    ClassesPerClient = c.Item2.Item1.Item2,
                },
                c.Item2.Item2));
    }

    private static LabelledSamples Data(int train, int test) => new()
    {
        Train = [.. Enumerable.Range(0, train).Select(i => (byte)(i % 4))],
        Test = [.. Enumerable.Range(0, test).Select(i => (byte)(i % 4))],
        Classes = 4,
    };

    private sealed record Case(LabelledSamples Data, FederatedPartition Partition, long Seed)
    {
        /// <summary>Null where somebody had too few samples in every draw.</summary>
        public IReadOnlyList<ClientSamples>? Deal()
        {
            try
            {
                return FederatedShards.Deal(Data, Partition, Seed);
            }
            catch (DatasetException)
            {
                return null;
            }
        }

        public string Shown() => string.Join('|', (Deal() ?? []).Select(
            client => $"{string.Join(' ', client.Train)};{string.Join(' ', client.Test)}"));
    }
}
