namespace SplitLearning.EndToEnd.Tests;

public sealed class DemoTests : Workplace
{
    [Fact]
    public async Task Demo_SmallData_EndsWellWithTheFilesOfARun()
    {
        var demo = Start("demo", "--agents", "2", "--epochs", "2", "--batch-size", "8", "--lr", "0.02",
            "--data", Data, "--run-id", "r1");

        var ended = (await demo.EndAsync()).With(0);

        var summary = Json("r1", "summary.json");
        Assert.Equal("split", (string?)summary["mode"]);
        Assert.Equal("finished", (string?)summary["status"]);
        Assert.Equal(2, (int?)summary["agents"]);
        Assert.Equal($"MNIST from {Data}", (string?)summary["data"]);
        Assert.Equal(2, (int?)summary["epochs_done"]);
        Assert.InRange((double)summary["test_accuracy"]!, 0.9, 1);
        Assert.Equal(64, ((string?)summary["weights_sha256"])!.Length);
        Assert.InRange((long)summary["bytes_sent"]!["smashed"]!, 1, long.MaxValue);
        Assert.Contains($"Data: MNIST from {Data}", ended.Out);
        Assert.Contains("epoch 2 test ", ended.Out);
        Assert.Contains($"Files of the run: {Path.Combine(Folder, "runs", "r1")}", ended.Out);
        Assert.Empty(ended.Error);
    }

    [Fact]
    public async Task Demo_Run_FilesAgreeWithEachOther()
    {
        var demo = Start("demo", "--agents", "2", "--epochs", "1", "--data", Data, "--run-id", "r1");

        (await demo.EndAsync()).With(0);

        string Read(string file) => File.ReadAllText(Path.Combine(Folder, "runs", "r1", file));
        var confusion = Read("confusion-test.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(SmallDigits.TestSamples, confusion.Sum(row => row.Split(',')[1..].Sum(int.Parse)));
        Assert.Equal(4, Read("metrics.jsonl").Split("\"event\":\"turn\"").Length - 1);
        Assert.Equal("pool2", (string?)Json("r1", "plan.json")["cut"]);
        Assert.Equal(["agent-1.log", "agent-2.log", "server.log"],
            Directory.GetFiles(Path.Combine(Folder, "runs", "r1", "log")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Demo_MissingDataFolder_OneLineAndCode4()
    {
        var demo = Start("demo", "--agents", "2", "--data", "nowhere");

        var ended = (await demo.EndAsync()).With(4);

        Assert.Matches(@"^error: agent-\d: Data folder 'nowhere' does not exist\.?\n$", ended.Error);
    }
}
