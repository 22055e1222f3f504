using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Images;
using SplitLearning.Data.Random;
using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Import;
using SplitLearning.Data.Stores.Verification;

namespace SplitLearning.Data.Tests.Stores;

public sealed class ShardImportTests : IDisposable
{
    private const int Train = 1000, Test = 300;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Imported_Verified_IsClean()
    {
        await using var store = Open();

        var outcome = await Import(store).RunAsync();

        Assert.Equal((Train + Test, 0, 9L * (Train + Test)), (outcome.Added, outcome.Kept, outcome.Bytes));
        Assert.True(outcome.Manifest.IsComplete);
        Assert.Equal(outcome.Manifest, await StoreVerification.CheckAsync(store, "mnist"));
        Assert.All(await StoreVerification.VerifyAsync(store), finding => Assert.True(finding.IsClean));
    }

    [Fact]
    public async Task Imported_ImportedAgain_NothingIsAddedAndNothingChanges()
    {
        await using var store = Open();
        var first = await Import(store).RunAsync();

        var second = await Import(store).RunAsync();

        Assert.Equal((0, Train + Test), (second.Added, second.Kept));
        Assert.Equal(first.Manifest, second.Manifest);
    }

    [Fact]
    public async Task BrokenAtAnyPoint_ImportedAgain_SameStoreAsWithoutABreak()
    {
        string expected;
        await using (var whole = Open("whole"))
            expected = (await Import(whole).RunAsync()).Manifest.ToJson();
        var random = SeededRandom.For(5, "breaks");

        for (var round = 0; round < 10; round++)
        {
            await using var store = Open($"broken-{round}");
            await using var breaking = new BreakingStore(store, random.NextInt(8));
            await Assert.ThrowsAsync<IOException>(() => Import(breaking).RunAsync());
            var unfinished = await Assert.ThrowsAsync<StoreException>(
                () => StoreVerification.CheckAsync(store, "mnist"));
            Assert.Equal(StoreProblem.Incomplete, unfinished.Problem);

            var outcome = await Import(store).RunAsync();

            Assert.Equal(expected, outcome.Manifest.ToJson());
            Assert.All(await StoreVerification.VerifyAsync(store), finding => Assert.True(finding.IsClean));
        }
    }

    [Fact]
    public async Task Importing_Progress_GoesUpToAll()
    {
        await using var store = Open();
        var seen = new List<ImportProgress>();

        await Import(store).RunAsync(new Listener(seen.Add));

        Assert.Equal(seen.Select(p => p.Done).Order(), seen.Select(p => p.Done));
        Assert.Equal((0, Train + Test), (seen[0].Done, seen[0].Total));
        Assert.Equal((Train + Test, TimeSpan.Zero), (seen[^1].Done, seen[^1].Remaining));
    }

    [Fact]
    public async Task HoldsOtherData_Imported_IsRefusedAndLeftAsItWas()
    {
        await using var store = Open();
        await Import(store).RunAsync();
        var other = SampleSource.Of("mnist", Digits(Train, Test, shift: 1));

        var refused = await Assert.ThrowsAsync<StoreException>(
            () => new ShardImport(store, other, TimeProvider.System).RunAsync());

        Assert.Contains("choose another store", refused.Message, StringComparison.Ordinal);
        Assert.All(await StoreVerification.VerifyAsync(store), finding => Assert.True(finding.IsClean));
    }

    [Fact]
    public async Task FilledByAnotherProgram_Imported_IsRefused()
    {
        await using var store = Open();
        await store.InsertAsync(Phase.Train, Samples.Range(1, 3));

        var refused = await Assert.ThrowsAsync<StoreException>(() => Import(store).RunAsync());

        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, await store.CountAsync(Phase.Train));
    }

    [Fact]
    public async Task Damaged_Verified_ListsMissingExtraAndChangedById()
    {
        await using var store = await Damaged();

        var findings = await StoreVerification.VerifyAsync(store);

        Assert.Equal([4, 1000], findings[0].Missing);
        Assert.Equal([17], findings[0].Changed);
        Assert.Empty(findings[0].Extra);
        Assert.Equal([301], findings[1].Extra);
        Assert.Empty(findings[1].Missing);
    }

    [Fact]
    public async Task Damaged_Repaired_IsCleanAndTheSame()
    {
        await using var store = await Damaged();
        var findings = await StoreVerification.VerifyAsync(store);

        var outcome = await StoreVerification.RepairAsync(store, findings, Source, TimeProvider.System);

        Assert.Equal(3, outcome.Added);
        Assert.All(await StoreVerification.VerifyAsync(store), finding => Assert.True(finding.IsClean));
    }

    [Fact]
    public async Task ReplacedTogetherWithItsHash_VerifiedAndRepaired_IsNoticedAndMended()
    {
        await using var store = Open();
        await Import(store).RunAsync();
        await store.DeleteAsync(Phase.Train, new[] { 9 });
        await store.InsertAsync(Phase.Train, [Samples.Of(9, size: 9)]);

        var findings = await StoreVerification.VerifyAsync(store);

        Assert.True(findings[0].HashDiffers);
        Assert.True(findings[1].IsClean);
        await StoreVerification.RepairAsync(store, findings, Source, TimeProvider.System);
        Assert.All(await StoreVerification.VerifyAsync(store), finding => Assert.True(finding.IsClean));
    }

    [Fact]
    public async Task DeletedRow_Checked_CountIsNamed()
    {
        await using var store = Open();
        await Import(store).RunAsync();
        await store.DeleteAsync(Phase.Test, new[] { 3 });

        var damage = await Assert.ThrowsAsync<StoreException>(() => StoreVerification.CheckAsync(store, "mnist"));

        Assert.Equal(StoreProblem.Damaged, damage.Problem);
        Assert.Contains(
            "299 samples in test_data_labels; its manifest says 300", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherWorkload_Checked_IsNamed()
    {
        await using var store = Open();
        await Import(store).RunAsync();

        var wrong = await Assert.ThrowsAsync<StoreException>(() => StoreVerification.CheckAsync(store, "ecg"));

        Assert.Contains("samples of mnist; ecg is expected", wrong.Message, StringComparison.Ordinal);
    }

    private static SampleSource Source => SampleSource.Of("mnist", Digits(Train, Test, shift: 0));

    private static ShardImport Import(IShardStore store) => new(store, Source, TimeProvider.System);

    private static ByteImageDataset Digits(int train, int test, byte shift) => new ByteImageDataset(
        "digits of a test", classes: 10, side: 3, Normalization.None(1), Images(train, shift), Images(test, shift));

    private static ByteImages Images(int count, byte shift) => new(
        [.. Enumerable.Range(0, 9 * count).Select(i => (byte)(i * 7 + i / 256 + shift))],
        [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);

    private IShardStore Open(string name = "stores") => ShardStores.Open($"sqlite:{_folder.Path}/{name}", "mnist");

    private async Task<IShardStore> Damaged()
    {
        var store = Open();
        await Import(store).RunAsync();
        await store.DeleteAsync(Phase.Train, new[] { 4, 17, 1000 });
        var changed = Digits(Train, Test, shift: 0).Stored(Phase.Train, 16);
        changed.Data[3] ^= 1;
        await store.InsertAsync(Phase.Train, [changed]);
        await store.InsertAsync(Phase.Test, Samples.Range(301, 1));
        return store;
    }

    private sealed class Listener(Action<ImportProgress> hear) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => hear(value);
    }
}
