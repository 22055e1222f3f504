using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SplitLearning.Node.Tests.Commands;

public sealed partial class StoreCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Files => Path.Combine(_folder.Path, "files");

    private string Store => $"sqlite:{_folder.Path}/stores";

    private string StoreFile => Path.Combine(_folder.Path, "stores", "ecg.db");

    [Fact]
    public async Task Files_ImportedTwice_SecondTimeAllWereThere()
    {
        await SynthesizeAsync();

        var first = await RunAsync("import", "ecg", "--from", Files);
        var second = await RunAsync("import", "ecg", "--from", Files);

        Assert.Equal((0, 0, ""), (first.Code, second.Code, first.Error));
        Assert.Contains($"sqlite:{StoreFile}: 40 samples for training, 10 for testing; 50 added (0.0 MB), 0 were there",
            first.Out, StringComparison.Ordinal);
        Assert.Contains("0 added (0.0 MB), 50 were there", second.Out, StringComparison.Ordinal);
        Assert.Contains($"Use them with --store {Store}", first.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_Listed_ShowsWhatThereIs()
    {
        await ImportAsync();

        var listed = await RunAsync("list");

        Assert.Equal(0, listed.Code);
        Assert.Contains(
            $"\necg              40       10  heartbeats from {Files}", listed.Out, StringComparison.Ordinal);
        Assert.Contains("\noct               -        -  ", listed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_Verified_IdsAndCode4()
    {
        await ImportAsync();
        Execute("UPDATE train_data_labels SET label = 4 - label WHERE ID = 7; "
            + "DELETE FROM test_data_labels WHERE ID = 2");

        var verified = await RunAsync("verify", "ecg");

        Assert.Equal(4, verified.Code);
        Assert.Contains("  changed       1: ID 7\n", verified.Out, StringComparison.Ordinal);
        Assert.Contains("  missing       1: ID 2\n", verified.Out, StringComparison.Ordinal);
        Assert.Equal($"error: sqlite:{StoreFile} is not what was imported; --repair --from DIR mends it.\n",
            verified.Error);
    }

    [Fact]
    public async Task Damaged_Repaired_ThenClean()
    {
        await ImportAsync();
        Execute("UPDATE train_data_labels SET data = zeroblob(748) WHERE ID = 7; "
            + "DELETE FROM test_data_labels WHERE ID = 2");

        var repaired = await RunAsync("verify", "ecg", "--repair", "--from", Files);
        var verified = await RunAsync("verify", "ecg");

        Assert.Equal((0, "", 0), (repaired.Code, repaired.Error, verified.Code));
        Assert.Contains("2 added (0.0 MB), 48 were there", repaired.Out, StringComparison.Ordinal);
        Assert.Equal("train        40 samples: all as imported\ntest         10 samples: all as imported\n",
            verified.Out);
    }

    [Fact]
    public async Task Imported_ExportedAndDropped_FilesThenNothing()
    {
        await ImportAsync();
        var target = Path.Combine(_folder.Path, "exported");

        var exported = await RunAsync("export", "ecg", "--out", target);
        var dropped = await RunAsync("drop", "ecg");

        Assert.Equal((0, 0), (exported.Code, dropped.Code));
        Assert.Equal(40, Directory.GetFiles(Path.Combine(target, "train"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal(10, Directory.GetFiles(Path.Combine(target, "test"), "*", SearchOption.AllDirectories).Length);
        Assert.Contains("50 samples removed", dropped.Out, StringComparison.Ordinal);
        Assert.Equal(4, (await RunAsync("verify", "ecg")).Code);
    }

    [Fact]
    public async Task StoreOnly_CentralRun_SameWeightsAsFromTheFiles()
    {
        await ImportAsync();

        var fromStore = await CentralAsync("--store", Store);
        var fromFiles = await CentralAsync("--data", Files);

        Assert.Equal((0, 0, ""), (fromStore.Code, fromFiles.Code, fromStore.Error));
        Assert.NotEmpty(WeightsOf(fromFiles));
        Assert.Equal(WeightsOf(fromFiles), WeightsOf(fromStore));
    }

    [Fact]
    public async Task EmptyStore_CentralRunWithFiles_ImportsThemFirst()
    {
        await SynthesizeAsync();

        var run = await CentralAsync("--store", Store, "--data", Files);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("importing what is missing", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("verify", "ecg")).Code);
    }

    [Fact]
    public async Task IncompleteStore_CentralRunWithFiles_IsCompletedNotThrownAway()
    {
        await ImportAsync();
        Execute("DELETE FROM train_data_labels WHERE ID > 30");

        var run = await CentralAsync("--store", Store, "--data", Files);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("10 added (0.0 MB), 40 were there", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "error: Unknown workload 'eeg'; valid are: mnist, malaria, oct, ecg, cifar10, mixture\n",
        "verify", "eeg")]
    [InlineData(3, "error: --test-fraction is '2'; it must be a number above 0 to below 1.\n",
        "import", "ecg", "--test-fraction", "2")]
    [InlineData(3, "error: --on-bad-sample is 'fix'; it must be stop or skip.\n",
        "import", "ecg", "--on-bad-sample", "fix")]
    [InlineData(4, "error: Data folder '/no/such/folder' does not exist\n",
        "import", "ecg", "--from", "/no/such/folder")]
    public async Task WrongArguments_OneLineAndTheCode(int code, string line, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((code, line), (run.Code, run.Error));
    }

    [Fact]
    public async Task UnknownStore_OneLineAndCode9()
    {
        var run = await Cli.RunAsync("data", "verify", "ecg", "--store", "postgres://me:secret@host/x");

        Assert.Equal((9, "error: The store 'postgres://host/x' is unknown; it must be sqlite:FOLDER or "
            + "mongodb://HOST[:PORT][/?OPTIONS]\n"), (run.Code, run.Error));
    }

    private async Task SynthesizeAsync() => Assert.Equal(0, (await Cli.RunAsync(
        "data", "synthesize", "ecg", "--out", Files, "--count", "40", "--test-count", "10")).Code);

    private async Task ImportAsync()
    {
        await SynthesizeAsync();
        Assert.Equal(0, (await RunAsync("import", "ecg", "--from", Files)).Code);
    }

    private Task<Cli> RunAsync(params string[] arguments) => Cli.RunAsync(["data", .. arguments, "--store", Store]);

    private Task<Cli> CentralAsync(params string[] arguments) => Cli.RunAsync([
        "central", "--workload", "ecg", "--epochs", "1", "--batch-size", "8",
        "--runs", Path.Combine(_folder.Path, "runs"), .. arguments]);

    private static string WeightsOf(Cli run) => Hash().Match(run.Out).Value;

    [GeneratedRegex("weights_sha256 [0-9a-f]{64}")]
    private static partial Regex Hash();

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
