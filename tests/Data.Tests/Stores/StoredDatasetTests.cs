using Microsoft.Data.Sqlite;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Datasets.Synthetic.OnDisk;
using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Import;

namespace SplitLearning.Data.Tests.Stores;

public sealed class StoredDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mnist", null, 1, 1L << 30)]
    [InlineData("mnist", 3, 0.5, 0L)]
    [InlineData("ecg", null, 1, 1L << 30)]
    [InlineData("ecg", 5, 0.5, 1000L)]
    [InlineData("cifar10", null, 1, 1L << 30)]
    [InlineData("cifar10", 2, 0.5, 0L)]
    [InlineData("malaria", null, 1, 1L << 30)]
    [InlineData("malaria", 3, 0.5, 0L)]
    [InlineData("oct", null, 1, 1L << 30)]
    [InlineData("oct", 1, 1, 0L)]
    public async Task SameFiles_ReadFromStore_SameSamplesOrderAndFingerprint(
        string workload, int? perClass, double fraction, long cacheBytes)
    {
        await using var store = await Imported(workload);
        var options = new DatasetOptions
        {
            Folder = Files(workload),
            PerClass = perClass,
            Fraction = fraction,
            CacheBytes = cacheBytes,
        };
        var files = DatasetCatalog.Find(workload)!.Open(options);

        var stored = await StoredDataset.OpenAsync(store, DatasetCatalog.Find(workload)!, options);

        Assert.Equal((files.Fingerprint, files.Classes), (stored.Fingerprint, stored.Classes));
        Assert.Equal(files.SampleShape, stored.SampleShape);
        Assert.Contains(store.Description, stored.Description, StringComparison.Ordinal);
        foreach (var phase in new[] { Phase.Train, Phase.Test })
        {
            Assert.Equal(files.Count(phase), stored.Count(phase));
            Assert.Equal(files.Labels(phase), stored.Labels(phase));
            Assert.Equal(files.Patients(phase), stored.Patients(phase));
            int[] order = [.. Enumerable.Range(0, files.Count(phase)).Reverse(), 0];
            for (var repeat = 0; repeat < 2; repeat++)
                AssertSame(files.Read(phase, order), stored.Read(phase, order));
        }
    }

    [Fact]
    public async Task OneFileNamesNoPatient_ReadFromStore_SamePatientsAsFromTheFiles()
    {
        var entry = DatasetCatalog.Find("malaria")!;
        var options = new DatasetOptions { Folder = Files("malaria") };
        SyntheticFiles.Write("malaria", Files("malaria"), 24, 0, seed: 1, CancellationToken.None);
        var named = Directory.GetFiles(Path.Combine(Files("malaria"), "Uninfected")).Order().First();
        File.Move(named, Path.Combine(Path.GetDirectoryName(named)!, "unknown.png"));
        await using var store = ShardStores.Open(Url, "malaria");
        await new ShardImport(store, SampleSource.Find(entry, options)!, TimeProvider.System).RunAsync();

        var (files, stored) = (entry.Open(options), await StoredDataset.OpenAsync(store, entry, options));

        string[] ofFiles = [.. files.Patients(Phase.Train)!, .. files.Patients(Phase.Test)!];
        Assert.Contains("Uninfected/unknown.png", ofFiles);
        Assert.Equal(ofFiles, stored.Patients(Phase.Train)!.Concat(stored.Patients(Phase.Test)!));
    }

    [Fact]
    public async Task SampleChangedInTheStore_Read_IsNamedWithTheRemedy()
    {
        await using var store = await Imported("mnist");
        Execute("UPDATE train_data_labels SET label = (label + 1) % 10 WHERE ID = 4");
        var data = await Open(store, "mnist", cacheBytes: 0);
        data.Read(Phase.Train, [0, 1, 2]);

        var damage = Assert.Throws<DatasetException>(() => data.Read(Phase.Train, [2, 3]));

        Assert.Contains("sample 4 of train_data_labels", damage.Message, StringComparison.Ordinal);
        Assert.Contains("--repair", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IndexOutOfRange_Read_IsRefused()
    {
        await using var store = await Imported("mnist");
        var data = await Open(store, "mnist");

        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(Phase.Test, [data.Count(Phase.Test)]));
    }

    [Fact]
    public async Task EmptyStore_Opened_IsIncomplete()
    {
        await using var store = ShardStores.Open(Url, "mnist");

        var empty = await Assert.ThrowsAsync<StoreException>(() => Open(store, "mnist"));

        Assert.Equal(StoreProblem.Incomplete, empty.Problem);
    }

    [Fact]
    public async Task FilledByAnotherProgram_Opened_IsReadWithoutHashes()
    {
        await using var store = ShardStores.Open(Url, "mnist");
        foreach (var phase in new[] { Phase.Train, Phase.Test })
            await store.InsertAsync(phase, [new StoredSample(1, 7, "", new byte[784], ReadOnlyMemory<byte>.Empty)]);

        var data = await Open(store, "mnist");

        Assert.Equal((1, 1), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.Contains("not verified", data.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LabelBeyondTheClasses_Opened_IsNamed()
    {
        await using var store = ShardStores.Open(Url, "mnist");
        await store.InsertAsync(Phase.Train, [new StoredSample(1, 10, "", new byte[784], ReadOnlyMemory<byte>.Empty)]);
        await store.InsertAsync(Phase.Test, [new StoredSample(1, 0, "", new byte[784], ReadOnlyMemory<byte>.Empty)]);

        var damage = await Assert.ThrowsAsync<StoreException>(() => Open(store, "mnist"));

        Assert.Contains("has the label 10; it must be of 0 to 9", damage.Message, StringComparison.Ordinal);
    }

    private string Url => $"sqlite:{_folder.Path}/stores";

    private string Files(string workload) => _folder[$"files/{workload}"];

    private static void AssertSame(SampleBatch expected, SampleBatch actual)
    {
        Assert.Equal(expected.Inputs.Shape, actual.Inputs.Shape);
        Assert.True(expected.Inputs.Bytes.Span.SequenceEqual(actual.Inputs.Bytes.Span));
        Assert.True(expected.Labels.Bytes.Span.SequenceEqual(actual.Labels.Bytes.Span));
    }

    private static Task<IDataset> Open(IShardStore store, string workload, long cacheBytes = 1L << 30) =>
        StoredDataset.OpenAsync(
            store, DatasetCatalog.Find(workload)!, new DatasetOptions { CacheBytes = cacheBytes });

    private async Task<IShardStore> Imported(string workload)
    {
        SyntheticFiles.Write(workload, Files(workload), 24, SyntheticFiles.HasTestPart(workload) ? 8 : 0,
            SyntheticFiles.DefaultSeed(workload), CancellationToken.None);
        var store = ShardStores.Open(Url, workload);
        var source = SampleSource.Find(
            DatasetCatalog.Find(workload)!, new DatasetOptions { Folder = Files(workload) })!;
        await new ShardImport(store, source, TimeProvider.System).RunAsync();
        return store;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path}/stores/mnist.db;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
