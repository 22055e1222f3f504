using System.IO.Compression;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Runs;

public sealed class RunsCommandTests : RunsTest
{
    [Fact]
    public async Task Runs_OfEveryKind_AreListedAndTheRestIsNamed()
    {
        Central().Write();
        Split("b-split", agents: 3).Write();
        (Split("c-failed", agents: 2) with { End = new RunFailed("agent-2 was lost") }).Write();
        (Split("d-killed", agents: 2) with { End = null }).Write();
        Directory.CreateDirectory(Path.Combine(Folder.Path, "e-agent", "log"));
        Directory.CreateDirectory(Path.Combine(Folder.Path, "f-damaged"));
        Folder.Write("f-damaged/plan.json", "{");

        var list = await RunsAsync("list");

        Assert.Equal((0, ""), (list.Code, list.Error));
        Verified.Matches("runs-list", Shown(list));
    }

    [Fact]
    public async Task Run_UnderWay_IsListedAsRunning()
    {
        var run = (Central() with { End = null }).Write();
        using var held = RunLock.Take(run.Lock);

        Assert.Contains(" running\n", (await RunsAsync("list")).Out);
    }

    [Fact]
    public async Task DamagedSummary_Listed_IsNamed()
    {
        var run = Central().Write();
        File.WriteAllText(run.Summary, "[]");

        var list = await RunsAsync("list");

        Assert.Equal(0, list.Code);
        Assert.Contains($"warning: {run.Summary} is damaged", list.Out);
        Assert.Contains(" unfinished\n", list.Out);
    }

    [Fact]
    public async Task NoFolder_Listed_HasNoRuns() =>
        Assert.Equal("There are no runs.\n", (await Cli.RunAsync("runs", "list", "--runs", "/nowhere/at/all")).Out);

    [Fact]
    public async Task FolderThatIsAFile_Listed_OneLineAndCode9()
    {
        var file = Folder.Write("runs", "");

        var list = await Cli.RunAsync("runs", "list", "--runs", file);

        Assert.Equal(9, list.Code);
        Assert.StartsWith($"error: Cannot read {file}: ", list.Error);
    }

    [Fact]
    public async Task Runs_ListedAsJson_HaveTheirFields()
    {
        Split("r1", agents: 3).Write();

        var row = Json(await RunsAsync("list", "--json"))["runs"]![0]!;

        Assert.Equal("r1", (string?)row["run_id"]);
        Assert.Equal("split", (string?)row["mode"]);
        Assert.Equal("finished", (string?)row["state"]);
        Assert.Equal(3, (int?)row["agents"]);
        Assert.Equal(1, (double?)row["test_accuracy"]);
    }

    [Fact]
    public async Task Run_Shown_HasPlanOutcomeAndClasses()
    {
        Split("r1", agents: 2).Write();

        var show = await RunsAsync("show", "r1");

        Assert.Equal(0, show.Code);
        Verified.Matches("runs-show", Shown(show));
    }

    [Fact]
    public async Task Run_ShownAsJson_HasPlanAndSummary()
    {
        Split("r1", agents: 2).Write();

        var shown = Json(await RunsAsync("show", "r1", "--json"));

        Assert.Equal("pool2", (string?)shown["plan"]!["cut"]);
        Assert.Equal(61706, (long?)shown["summary"]!["parameters"]);
    }

    [Fact]
    public async Task Run_NamedByItsPath_IsFound()
    {
        var run = Central().Write();

        var show = await Cli.RunAsync("runs", "show", run.Path, "--runs", "/nowhere");

        Assert.Equal(0, show.Code);
    }

    [Theory]
    [InlineData("show", "r9")]
    [InlineData("report", "r9")]
    [InlineData("compare", "r9", "r9")]
    [InlineData("checkpoints", "r9")]
    [InlineData("export", "r9", "--out", "x.zip")]
    [InlineData("export", "r9", "--out", "x", "--format", "safetensors")]
    public async Task UnknownRun_NamedInOneLineWithCode9(string command, params string[] rest)
    {
        var ended = await RunsAsync([command, .. rest]);

        Assert.Equal(9, ended.Code);
        Assert.Equal($"error: There is no run in {Path.Combine(Folder.Path, "r9")}; "
            + "'splitlearning runs list' shows those there are.\n", ended.Error);
    }

    [Fact]
    public async Task Report_OfAKilledRun_IsWritten()
    {
        var run = (Central() with { End = null }).Write();

        var ended = await RunsAsync("report", run.Id);

        Assert.Equal($"Written: {run.Report}\n", ended.Out);
        Assert.Contains("unfinished", File.ReadAllText(run.Report));
    }

    [Fact]
    public async Task Run_Exported_IsAnArchiveOfItsRecords()
    {
        var run = Central().Write();
        Directory.CreateDirectory(run.Checkpoints);
        File.WriteAllText(Path.Combine(run.Checkpoints, "big.safetensors"), "");
        var target = Path.Combine(Folder.Path, "out.zip");

        var ended = await RunsAsync("export", run.Id, "--out", target);
        var first = File.ReadAllBytes(target);
        await RunsAsync("export", run.Id, "--out", target);

        Assert.Equal($"Written: {target}\n", ended.Out);
        Assert.Equal(first, File.ReadAllBytes(target));
        using var archive = ZipFile.OpenRead(target);
        Assert.Equal(
            [
                "a-central/confusion-test-normalised.csv", "a-central/confusion-test.csv",
                "a-central/confusion-train-normalised.csv", "a-central/confusion-train.csv", "a-central/metrics.jsonl",
                "a-central/plan.json", "a-central/report.html", "a-central/summary.json",
            ],
            archive.Entries.Select(entry => entry.FullName));
    }

    // What is approved must not name the folder of one test run.
    private string Shown(Cli run) => run.Out.Replace(Folder.Path, "/runs");
}
