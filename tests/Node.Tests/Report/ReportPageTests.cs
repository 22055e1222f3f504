using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;
using SplitLearning.Node.Report;
using SplitLearning.Node.Tests.Runs;

namespace SplitLearning.Node.Tests.Report;

public sealed partial class ReportPageTests : IDisposable
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
    private static readonly ChartLibrary Library = new("/* the library */", "MIT & more <notice>");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FinishedRun_Page_HasEverySection()
    {
        var page = Page(Sample());

        foreach (var id in new[]
                 {
                     "accuracy", "loss", "test-counts", "test-shares", "train-counts", "train-shares", "timeline",
                 })
            Assert.Contains($"<canvas id=\"{id}\"", page);
        foreach (var text in new[]
                 {
                     "100.00 %", "61,706", "checkpoint_every_epochs", "MNIST from /data/mnist", "agent-2", "smashed",
                     "7 snapshots of 28.0 KiB", "0.8889", "torchsharp", "MIT &amp; more &lt;notice&gt;",
                 })
            Assert.Contains(text, page);
        Assert.Contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", page);
        Assert.Contains("prefers-color-scheme: dark", page);
    }

    [Fact]
    public void SameFiles_PageMadeTwice_IsTheSame()
    {
        var folder = Sample().Write();
        var written = File.ReadAllText(folder.Report);

        ReportFile.Write(folder);

        Assert.Equal(written, File.ReadAllText(folder.Report));
    }

    [Fact]
    public void HostileNames_Page_StaysWhole()
    {
        var page = Page(Sample() with
        {
            AgentPrefix = Hostile,
            Data = Hostile,
            End = new RunFailed(Hostile),
        });

        Assert.Equal(3, Regex.Count(page, "<script", RegexOptions.IgnoreCase));
        Assert.Equal(3, Regex.Count(page, "</script", RegexOptions.IgnoreCase));
        Assert.DoesNotContain("<img", page);
        Assert.Equal(Hostile + "1", (string?)DataOf(page)["timeline"]!["rows"]![0]);
    }

    [Fact]
    public void AnyPage_NamesNothingToFetch()
    {
        var page = Page(Sample());

        Assert.DoesNotMatch(@"(src|href|action|poster|data)\s*=\s*[""']?[^""'\s>]*//", page);
        Assert.DoesNotMatch(@"url\(|@import|\bimport\(|fetch\(|XMLHttpRequest|https?:", page);
        Assert.Contains("default-src &#39;none&#39;", page);
    }

    [Fact]
    public void NoLibrary_Page_SaysSoAndHasTheTables()
    {
        var page = Page(Sample(), charts: null);

        Assert.Contains("Charts are left out", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<canvas", page);
        Assert.Contains("<details open><summary>Figures of each epoch", page);
        Assert.Contains("<details open><summary>Confusion matrix as a table", page);
    }

    [Fact]
    public void InterruptedRun_Report_IsWrittenWithWhatThereIs()
    {
        var folder = (Sample() with { End = new RunInterrupted() }).Write();

        Assert.Contains("<span class=\"status interrupted\">interrupted</span>", File.ReadAllText(folder.Report));
    }

    [Fact]
    public void KilledRun_Page_SaysThatItIsUnfinished()
    {
        var folder = (Sample() with { End = null }).Write();
        Assert.False(File.Exists(folder.Report));

        Assert.Contains("its process ended without a word", ReportPage.Of(RunFiles.Read(folder), Library).Text);
    }

    [Fact]
    public void RunThatNeverBegan_Page_HasItsPlan()
    {
        var folder = RunFolder.Create(_folder.Path, RunId.Parse("r1"), Sample().Plan);

        var page = ReportPage.Of(RunFiles.Read(folder), Library).Text;

        Assert.Contains("No epoch was completed.", page);
        Assert.Contains("<th scope=\"row\">learning_rate</th><td>0.01</td>", page);
        Assert.Empty(DataOf(page)["timeline"]!["bars"]!.AsArray());
    }

    [Fact]
    public void DamagedFiles_Page_NamesThem()
    {
        var folder = Sample().Write();
        File.WriteAllText(folder.Summary, "{");
        File.WriteAllText(folder.Confusion(Data.Datasets.Phase.Test), "nonsense");

        var page = ReportPage.Of(RunFiles.Read(folder), Library).Text;

        Assert.Contains($"{folder.Summary} is damaged", page);
        Assert.Contains($"{folder.Confusion(Data.Datasets.Phase.Test)} is damaged", page);
    }

    private SampleRun Sample() => new(_folder.Path, "r1");

    private static string Page(SampleRun run) => Page(run, Library);

    private static string Page(SampleRun run, ChartLibrary? charts) =>
        ReportPage.Of(RunFiles.Read(run.Write()), charts).Text;

    private static JsonNode DataOf(string page) => JsonNode.Parse(Json().Match(page).Groups[1].Value)!;

    [GeneratedRegex("<script type=\"application/json\" id=\"run-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Json();
}
