using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class RunFilesTests : RecordsTest
{
    [Fact]
    public void NewRun_Created_HasPlanOfThisForm()
    {
        var plan = Json(Create().Plan);

        Assert.Equal("mnist", (string?)plan["workload"]);
        Assert.Equal(64, (int?)plan["batch_size"]);
        Assert.Equal(5, (int?)plan["checkpoint_every_epochs"]);
    }

    [Fact]
    public void Folder_OfAnotherRun_IsRefused()
    {
        Create();

        var thrown = Assert.Throws<NodeFailureException>(Create);

        Assert.Equal(ExitCode.Storage, thrown.Code);
        Assert.Contains("holds a run already", thrown.Message);
    }

    [Fact]
    public void RunsFolder_ThatIsAFile_IsAStorageErrorThatNamesIt()
    {
        var file = Folder.Write("runs", "");

        var thrown = Assert.Throws<NodeFailureException>(() => RunFolder.Create(file, RunId.Parse("r1"), Plan));

        Assert.Equal(ExitCode.Storage, thrown.Code);
        Assert.Contains(file, thrown.Message);
    }

    [Fact]
    public void Events_Recorded_AreLinesOfMetrics()
    {
        var folder = Record(
            new RunStarted([new RunAgent("agent-1", 50, 15, "MNIST from /data")]),
            new BatchFinished(1, Phase.Train, 1, 1, 10, 2.3, 5, 64),
            new TurnFinished(1, Phase.Train, 1, "agent-1", 0.31, 54321, 60000, 4.25)
            {
                FirstBatchSeconds = 0.5,
                DataWaitSeconds = 0.125,
            },
            Epoch(1, Phase.Train, correct: 50),
            new SnapshotHandedOver(1, Phase.Test, "agent-1", "agent-2", 1024, 0.5, Skipped: false),
            new CheckpointWritten(5, 0.1, ["a.safetensors"]));

        Verified.Matches("metrics", File.ReadAllText(folder.Metrics));
    }

    [Fact]
    public void Loss_ThatIsNotANumber_IsRecorded()
    {
        var folder = Record(new TurnFinished(1, Phase.Train, 1, "a", double.NaN, 0, 10, 1));

        Assert.Contains("\"loss\":\"NaN\"", File.ReadAllText(folder.Metrics));
    }

    [Fact]
    public void Folder_OfARunUnderWay_IsRefusedToAnother()
    {
        var folder = Create();
        using var records = Records(folder);

        var thrown = Assert.Throws<NodeFailureException>(() => Records(folder));

        Assert.Equal(ExitCode.Storage, thrown.Code);
    }

    [Fact]
    public void Run_Interrupted_LaterFailureDoesNotCount()
    {
        var folder = Record(new RunInterrupted(), new RunFailed("stopped"));

        Assert.Equal("interrupted", (string?)Json(folder.Summary)["status"]);
        Assert.DoesNotContain("failed", File.ReadAllText(folder.Metrics));
    }

    [Fact]
    public void Epoch_Finished_ConfusionIsATableOfCounts()
    {
        var folder = Record(Epoch(1, Phase.Test, correct: 90));

        Assert.Equal("actual,predicted_0,predicted_1\n0,40,10\n1,0,50\n",
            File.ReadAllText(folder.Confusion(Phase.Test)));
        Assert.Equal("actual,predicted_0,predicted_1\n0,0.8,0.2\n1,0,1\n",
            File.ReadAllText(folder.NormalisedConfusion(Phase.Test)));
        Assert.False(File.Exists(folder.Confusion(Phase.Train)));
    }

    [Fact]
    public void File_ThatCannotBeWritten_AsksForAnEndAndNamesTheFile()
    {
        var folder = Create();
        using var records = Records(folder);
        Directory.CreateDirectory(folder.Confusion(Phase.Test));

        records.Record(Epoch(1, Phase.Test, correct: 90));

        Assert.True(records.CannotWrite.IsCancellationRequested);
        Assert.Equal(ExitCode.Storage, records.Failure!.Code);
        Assert.Contains("confusion-test.csv", records.Failure.Message);
    }
}
