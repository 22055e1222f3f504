namespace SplitLearning.Node.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Out => Path.Combine(_folder.Path, "out");

    [Fact]
    public async Task Synthesize_Heartbeats_WritesWhatListFinds()
    {
        var written = await Cli.RunAsync(
            "data", "synthesize", "ecg", "--out", Path.Combine(Out, "ecg"), "--count", "40", "--test-count", "10");
        var listed = await Cli.RunAsync("data", "list", "--data", Out);

        Assert.Equal((0, ""), (written.Code, written.Error));
        Assert.Contains("synthetic ecg data, 40 samples for training, 10 for testing", written.Out,
            StringComparison.Ordinal);
        Assert.Equal(0, listed.Code);
        Assert.Contains($"\necg              40       10  heartbeats from {Path.Combine(Out, "ecg")} (train and test ",
            listed.Out, StringComparison.Ordinal);
        Assert.Contains("\noct               -        -  Data folder ", listed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthesize_Mixture_WritesWhatListFinds()
    {
        var written = await Cli.RunAsync(
            "data", "synthesize", "mixture", "--out", Path.Combine(Out, "mixture"), "--clients", "3", "--dimension",
            "2", "--components", "2", "--alpha", "1", "--noise", "0", "--scale", "1.5", "--seed", "4");
        var listed = await Cli.RunAsync("data", "list", "--data", Out);

        Assert.Equal((0, ""), (written.Code, written.Error));
        Assert.Contains("synthetic mixture data, 3 clients, ", written.Out, StringComparison.Ordinal);
        Assert.Contains($" mixture from {Path.Combine(Out, "mixture")} (3 clients)", listed.Out,
            StringComparison.Ordinal);
        var truth = File.ReadAllText(Path.Combine(Out, "mixture", "mixture.json"));
        Assert.Contains("\"scale\": 1.5,", truth, StringComparison.Ordinal);
        Assert.Contains("\"seed\": 4\n", truth, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthesize_IntoAFolderWithFiles_OneLineAndCode9()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "mine.txt"), "mine");

        var run = await Cli.RunAsync("data", "synthesize", "ecg", "--out", Out, "--count", "5");

        Assert.Equal(9, run.Code);
        Assert.Equal(
            $"error: Cannot write {Out}: the folder is not empty; name one that is, or that does not exist\n",
            run.Error);
    }

    [Theory]
    [InlineData(3, "error: Unknown workload 'eeg'; valid are: mnist, malaria, oct, ecg, cifar10, mixture\n",
        "eeg", "--count", "5")]
    [InlineData(3, "error: --count is '0'; it must be a whole number from 1 to 500000.\n", "ecg", "--count", "0")]
    [InlineData(3, "error: --seed is 'x'; it must be a whole number from -9223372036854775808 to "
        + "9223372036854775807.\n", "ecg", "--count", "1", "--seed", "x")]
    [InlineData(3, "error: --test-count is '5'; malaria has no part for testing on disk: leave it out, and patients "
        + "are chosen for testing when the data are read.\n", "malaria", "--count", "5", "--test-count", "5")]
    [InlineData(3, "error: --count is '5'; it is not for mixture: leave it out, and each client's number is drawn.\n",
        "mixture", "--count", "5")]
    [InlineData(3, "error: --clients is '5'; it is not for ecg: leave it out.\n",
        "ecg", "--count", "5", "--clients", "5")]
    [InlineData(3, "error: --alpha is '0'; it must be a number from 0.0001 to below 1000000.\n",
        "mixture", "--alpha", "0")]
    [InlineData(3, "error: MixtureOptions.Dimension is 4000; it must be at most 250 with 2000 clients.\n",
        "mixture", "--clients", "2000", "--dimension", "4000")]
    [InlineData(2, "error: Option '--count' is required. See 'splitlearning data synthesize --help'.\n", "ecg")]
    public async Task Synthesize_WrongArguments_OneLineAndTheCode(int code, string line, params string[] arguments)
    {
        var run = await Cli.RunAsync(["data", "synthesize", .. arguments, "--out", Out]);

        Assert.Equal((code, line), (run.Code, run.Error));
        Assert.False(Path.Exists(Out));
    }
}
