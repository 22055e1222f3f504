using Microsoft.Data.Sqlite;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Tests.Stores;

public sealed class SqliteShardStoreTests : ShardStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "stores", "mnist.db");

    public void Dispose() => _folder.Dispose();

    protected override IShardStore Open() => ShardStores.Open($"sqlite:{_folder.Path}/stores", "mnist");

    [Theory]
    [InlineData("mnist.db")]
    [InlineData("sqlite:")]
    [InlineData("postgres://host")]
    public void UnknownUrl_Opened_SaysWhatIsRight(string url)
    {
        var wrong = Assert.Throws<StoreException>(() => ShardStores.Open(url, "mnist"));

        Assert.Contains($"'{url}'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(ShardStores.Forms, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Untouched_OnlyAsked_MakesNoFile()
    {
        await using var store = Open();

        await store.CountAsync(Phase.Train);
        await store.ReadManifestAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(FilePath)));
    }

    [Fact]
    public async Task Filled_Disposed_IsOneFile()
    {
        await FillAsync(Samples.Range(1, 50));

        Assert.Equal([FilePath], Directory.GetFiles(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public async Task CutOff_Opened_SaysHowMuchIsMissing()
    {
        await FillAsync(Samples.Range(1, 500));
        var whole = new FileInfo(FilePath).Length;
        await using (var file = File.OpenWrite(FilePath))
            file.SetLength(whole / 2);
        await using var store = Open();

        var damage = await Assert.ThrowsAsync<StoreException>(() => store.CountAsync(Phase.Train));

        Assert.Equal(StoreProblem.Damaged, damage.Problem);
        Assert.Contains($"{whole / 2} bytes of {whole}", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoDatabase_Opened_IsNamedAndLeftAlone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, new string('x', 5000));
        await using var store = Open();

        var damage = await Assert.ThrowsAsync<StoreException>(
            () => store.InsertAsync(Phase.Train, Samples.Range(1, 1)));

        Assert.Equal(StoreProblem.Damaged, damage.Problem);
        Assert.Contains($"sqlite:{FilePath} is no SQLite database", damage.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task NewerFormat_Opened_IsRefusedByName()
    {
        await FillAsync(Samples.Range(1, 1));
        Execute("PRAGMA user_version = 99");
        await using var store = Open();

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.CountAsync(Phase.Train));

        Assert.Contains("has format 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewerManifest_Read_IsRefusedByName()
    {
        await using var store = Open();
        await store.WriteManifestAsync(Samples.Manifest(1, 1) with { Format = 2 });

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.ReadManifestAsync());

        Assert.Contains("has format 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderIsAFile_Filled_IsNotWritable()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "stores"), "");
        await using var store = Open();

        var refused = await Assert.ThrowsAsync<StoreException>(
            () => store.InsertAsync(Phase.Train, Samples.Range(1, 1)));

        Assert.Equal(StoreProblem.NotWritable, refused.Problem);
    }

    [Fact]
    public async Task InsertThatFails_ReadAfterwards_NothingOfItIsThere()
    {
        await using var store = Open();
        await store.InsertAsync(Phase.Train, Samples.Range(1, 2));

        // A file name that is null breaks the rule of the table at the second of three.
        await Assert.ThrowsAsync<StoreException>(() => store.InsertAsync(
            Phase.Train, [Samples.Of(3), Samples.Of(4) with { FileName = null! }, Samples.Of(5)]));

        Assert.Equal(2, await store.CountAsync(Phase.Train));
        await store.InsertAsync(Phase.Train, Samples.Range(3, 3));
        Assert.Equal(5, await store.CountAsync(Phase.Train));
    }

    [Fact]
    public async Task TwoStoresOfOneFile_BothFillAndRead_EachSampleOnce()
    {
        await using var one = Open();
        await using var other = Open();

        await Task.WhenAll(
            Task.Run(() => FillInStepsAsync(one)), Task.Run(() => FillInStepsAsync(other)),
            Task.Run(() => ReadOftenAsync(one)), Task.Run(() => ReadOftenAsync(other)));

        Assert.Equal(Enumerable.Range(1, 400), (await one.ReadAllAsync(Phase.Train)).Select(sample => sample.Id));

        static async Task FillInStepsAsync(IShardStore store)
        {
            for (var first = 1; first <= 400; first += 20)
                await store.InsertAsync(Phase.Train, Samples.Range(first, 20));
        }

        static async Task ReadOftenAsync(IShardStore store)
        {
            for (var i = 0; i < 50; i++)
                Assert.All(await store.ReadAllAsync(Phase.Train), sample => Assert.True(sample.IsIntact));
        }
    }

    private async Task FillAsync(IReadOnlyList<StoredSample> samples)
    {
        await using var store = Open();
        await store.InsertAsync(Phase.Train, samples);
        await store.WriteManifestAsync(Samples.Manifest(samples.Count, 0));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
