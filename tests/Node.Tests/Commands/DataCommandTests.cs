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
    [InlineData(3, "error: Unknown workload 'eeg'; valid are: mnist, malaria, oct, ecg, cifar10\n",
        "eeg", "--count", "5")]
    [InlineData(3, "error: --count is '0'; it must be a whole number from 1 to 500000.\n", "ecg", "--count", "0")]
    [InlineData(3, "error: --seed is 'x'; it must be a whole number from -9223372036854775808 to "
        + "9223372036854775807.\n", "ecg", "--count", "1", "--seed", "x")]
    [InlineData(3, "error: --test-count is '5'; malaria has no part for testing on disk: leave it out, and patients "
        + "are chosen for testing when the data are read.\n", "malaria", "--count", "5", "--test-count", "5")]
    [InlineData(2, "error: Option '--count' is required. See 'splitlearning data synthesize --help'.\n", "ecg")]
    public async Task Synthesize_WrongArguments_OneLineAndTheCode(int code, string line, params string[] arguments)
    {
        var run = await Cli.RunAsync(["data", "synthesize", .. arguments, "--out", Out]);

        Assert.Equal((code, line), (run.Code, run.Error));
        Assert.False(Path.Exists(Out));
    }
}
