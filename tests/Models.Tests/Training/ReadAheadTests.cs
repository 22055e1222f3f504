using System.Collections.Concurrent;
using SplitLearning.Data;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class ReadAheadTests
{
    [Fact]
    public void Batches_Taken_ComeInTheOrderGiven()
    {
        using var ahead = new ReadAhead(new Numbers(), Order(20), batches: 3);

        for (var i = 0; i < 20; i++)
            Assert.Equal([i], ahead.Take(out _).Labels.Shape);
    }

    [Fact]
    public void NobodyTakes_Reading_StopsAtTheBound()
    {
        var data = new Numbers();
        using var ahead = new ReadAhead(data, Order(20), batches: 3);

        // One more than there is room for is read, and waits to be put there.
        for (var i = 0; i < 4; i++)
            Assert.Equal(i, data.Read());
        ahead.Take(out _);

        Assert.Equal(4, data.Read());
        Assert.True(data.NothingElseIsRead);
    }

    [Fact]
    public void BatchThatFails_Taken_ThrowsInItsPlace()
    {
        using var ahead = new ReadAhead(new Numbers { Torn = 2 }, Order(4), batches: 3);
        ahead.Take(out _);
        ahead.Take(out _);

        Assert.Throws<DatasetException>(() => ahead.Take(out _));
    }

    [Fact]
    public void FullQueue_Disposed_EndsTheReading()
    {
        var data = new Numbers();
        var ahead = new ReadAhead(data, Order(1000), batches: 2);
        for (var i = 0; i < 3; i++)
            data.Read();

        ahead.Dispose();

        Assert.True(data.NothingElseIsRead);
    }

    [Fact]
    public void OrderOfARun_OfTwoAgents_IsThatOfItsTurns()
    {
        var plan = Plans.Small(agents: 2) with { Epochs = 3, BatchSize = 16 };
        var data = FormulaDigits.Create(train: 40, test: 10);

        var order = ReadingOrder.Of(
            plan, Shards.Deal(data, plan.Partition, plan.Agents, plan.Seed), firstEpoch: 2).ToList();

        // Shards of 20 and of 5, twice: epochs 2 and 3.
        Assert.Equal([16, 4, 16, 4, 5, 5, 16, 4, 16, 4, 5, 5], order.Select(batch => batch.Indices.Length));
        Assert.Equal(
            [Phase.Train, Phase.Train, Phase.Train, Phase.Train, Phase.Test, Phase.Test],
            order.Take(6).Select(batch => batch.Phase));
        Assert.Equal(Enumerable.Range(0, 40), order.Take(4).SelectMany(batch => batch.Indices).Order());
    }

    private static IEnumerable<(Phase, int[])> Order(int batches) =>
        Enumerable.Range(0, batches).Select(batch => (Phase.Train, new[] { batch }));

    /// <summary>A batch whose labels have the shape [index]; tells the test of each that is read.</summary>
    private sealed class Numbers : IDataset
    {
        private readonly BlockingCollection<int> _read = [];

        public int? Torn { get; init; }

        public string Description => "numbers";

        public int Classes => 1;

        public IReadOnlyList<long> SampleShape => [1];

        public string Fingerprint => "numbers";

        public bool NothingElseIsRead => _read.Count == 0;

        /// <summary>Waits for the next batch to be read.</summary>
        public int Read() => _read.TryTake(out var batch, TimeSpan.FromSeconds(20))
            ? batch
            : throw new TimeoutException("No batch is read");

        public int Count(Phase phase) => 1000;

        public IReadOnlyList<byte> Labels(Phase phase) => new byte[1000];

        public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
        {
            if (indices[0] == Torn)
                throw new DatasetException("numbers.bin is torn");
            _read.Add(indices[0]);
            var none = new TensorData([indices[0]], TensorDtype.Float32, default);
            return new SampleBatch(none, none);
        }
    }
}
