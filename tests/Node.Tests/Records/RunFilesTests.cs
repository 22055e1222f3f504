using System.Text.Json.Nodes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class RunFilesTests : IDisposable
{
    private static readonly TrainingPlan Plan = new()
    {
        Workload = "mnist",
        Model = "lenet",
        Cut = "pool2",
        Agents = 3,
        Epochs = 2,
        BatchSize = 64,
        LearningRate = 0.01,
        Momentum = 0.9,
        WeightDecay = 0,
        Seed = 7,
        Threads = 2,
        CheckpointEveryEpochs = 5,
    };

    private readonly TemporaryFolder _folder = new();

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
        var file = _folder.Write("runs", "");

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
    public void Run_Finished_SummaryHasLastAndBestEpoch()
    {
        var folder = Record(
            new RunStarted([new("a", 5, 1, "MNIST"), new("b", 5, 1, "MNIST"), new("c", 5, 1, "digits")]),
            Turn(firstBatch: 1, dataWait: 0.5), Epoch(1, Phase.Train, correct: 50),
            Turn(firstBatch: 2, dataWait: 0.25), Epoch(1, Phase.Test, correct: 90),
            Epoch(2, Phase.Train, correct: 60), Epoch(2, Phase.Test, correct: 80),
            new RunFinished("abc", 44426, 12.5, new Dictionary<string, long> { ["smashed"] = 7, ["gradient"] = 8 }));

        var summary = Json(folder.Summary);

        Assert.Equal("r1", (string?)summary["run_id"]);
        Assert.Equal("split", (string?)summary["mode"]);
        Assert.Equal("MNIST; digits", (string?)summary["data"]);
        Assert.Equal("finished", (string?)summary["status"]);
        Assert.Equal(3, (int?)summary["agents"]);
        Assert.Equal("pool2", (string?)summary["cut"]);
        Assert.Equal(7, (int?)summary["seed"]);
        Assert.Equal(2, (int?)summary["epochs"]);
        Assert.Equal(0.6, (double?)summary["train_accuracy"]);
        Assert.Equal(0.8, (double?)summary["test_accuracy"]);
        Assert.Equal(0.5, (double?)summary["test_loss"]);
        Assert.Equal(1, (int?)summary["best"]!["epoch"]);
        Assert.Equal(0.9, (double?)summary["best"]!["test_accuracy"]);
        Assert.Equal(12.5, (double?)summary["seconds"]);
        Assert.Equal(0.75, (double?)summary["data_wait_seconds"]);
        Assert.Equal(3, (double?)summary["first_batch_seconds"]);
        Assert.Equal(8, (long?)summary["bytes_sent"]!["gradient"]);
        Assert.Equal("abc", (string?)summary["weights_sha256"]);
        Assert.Equal(44426, (long?)summary["parameters"]);
        Assert.NotNull(summary["versions"]!["splitlearning"]);
        Assert.True(summary.AsObject().ContainsKey("resumed_from"));
    }

    [Fact]
    public void Run_Failed_SummarySaysWhy()
    {
        var folder = Record(Epoch(1, Phase.Train, correct: 50), new RunFailed("agent-2 was lost"));

        var summary = Json(folder.Summary);

        Assert.Equal("failed", (string?)summary["status"]);
        Assert.Equal("agent-2 was lost", (string?)summary["error"]);
        Assert.Equal(0, (int?)summary["epochs_done"]);
        Assert.Null(summary["weights_sha256"]);
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

    public void Dispose() => _folder.Dispose();

    private static EpochFinished Epoch(int epoch, Phase phase, int correct) =>
        new(epoch, phase, 0.5, correct, 100, 2, 3, new[,] { { 40, 10 }, { 0, 50 } });

    private static TurnFinished Turn(double firstBatch, double dataWait) =>
        new(1, Phase.Train, 1, "agent-1", 0.5, 50, 100, 2)
        {
            FirstBatchSeconds = firstBatch,
            DataWaitSeconds = dataWait,
        };

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private static RunRecords Records(RunFolder folder) =>
        new(folder, RunMode.Split, Plan, TimeProvider.System, new NobodyWatches());

    private RunFolder Create() => RunFolder.Create(_folder.Path, RunId.Parse("r1"), Plan);

    private RunFolder Record(params RunEvent[] events)
    {
        var folder = Create();
        using var records = Records(folder);
        foreach (var runEvent in events)
            records.Record(runEvent);
        return folder;
    }

    private sealed class NobodyWatches : IRunRecorder
    {
        public void Record(RunEvent runEvent)
        {
        }
    }
}
