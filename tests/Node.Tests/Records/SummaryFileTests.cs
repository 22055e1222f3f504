using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class SummaryFileTests : RecordsTest
{
    [Fact]
    public void Run_Finished_SummaryHasLastAndBestEpoch()
    {
        var folder = Record(
            new RunStarted([new("a", 5, 1, "MNIST"), new("b", 5, 1, "MNIST"), new("c", 5, 1, "digits")]),
            Epoch(1, Phase.Train, correct: 50), Epoch(1, Phase.Test, correct: 90),
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
        Assert.Equal(2, (int?)summary["last"]!["epoch"]);
        Assert.Equal(2, (double?)summary["last"]!["test_seconds"]);
        Assert.Equal(8, (double?)summary["epoch_seconds"]);
        Assert.Equal(12.5, (double?)summary["seconds"]);
        Assert.Equal(8, (long?)summary["bytes_sent"]!["gradient"]);
        Assert.Equal("abc", (string?)summary["weights_sha256"]);
        Assert.Equal(44426, (long?)summary["parameters"]);
        Assert.NotNull(summary["versions"]!["splitlearning"]);
        Assert.NotNull(summary["machine"]!["processor"]);
        Assert.Equal("digits", (string?)summary["shards"]![2]!["data"]);
        Assert.True(summary.AsObject().ContainsKey("resumed_from"));
    }

    [Fact]
    public void Run_Failed_SummarySaysWhy()
    {
        var folder = Record(
            Epoch(1, Phase.Train, correct: 50),
            new RunFailed("agent-2 was lost") { BytesSent = new Dictionary<string, long> { ["smashed"] = 7 } });

        var summary = Json(folder.Summary);

        Assert.Equal("failed", (string?)summary["status"]);
        Assert.Equal("agent-2 was lost", (string?)summary["error"]);
        Assert.Equal(0, (int?)summary["epochs_done"]);
        Assert.Equal(7, (long?)summary["bytes_sent"]!["smashed"]);
        Assert.Null(summary["weights_sha256"]);
    }

    [Fact]
    public void CentralRun_Failed_SummaryHasNoBytes()
    {
        var folder = Record(new RunFailed("the disk is full"));

        Assert.Empty(Json(folder.Summary)["bytes_sent"]!.AsObject());
    }

    [Fact]
    public void Run_UnderWay_SummaryIsThereAndSaysSo()
    {
        var folder = Record(
            new RunStarted([new("a", 5, 1, "MNIST")]), Epoch(1, Phase.Train, 50), Epoch(1, Phase.Test, 90));

        var summary = Json(folder.Summary);

        Assert.Equal("unfinished", (string?)summary["status"]);
        Assert.Equal(1, (int?)summary["epochs_done"]);
    }

    [Fact]
    public void Run_Finished_SummaryHasTheTimeWaitedForData()
    {
        var turn = new TurnFinished(1, Phase.Train, 1, "agent-1", 0.5, 50, 100, 2);
        var folder = Record(
            turn with { FirstBatchSeconds = 1, DataWaitSeconds = 0.5 },
            turn with { FirstBatchSeconds = 2, DataWaitSeconds = 0.25 },
            new RunFinished("abc", 1, 1, new Dictionary<string, long>()));

        var summary = Json(folder.Summary);

        Assert.Equal(0.75, (double?)summary["data_wait_seconds"]);
        Assert.Equal(3, (double?)summary["first_batch_seconds"]);
    }

    [Fact]
    public void Run_Finished_SummaryHasEachClass()
    {
        var folder = Record(
            Epoch(1, Phase.Train, 90), Epoch(1, Phase.Test, 90),
            new RunFinished("abc", 1, 1, new Dictionary<string, long>()));

        var test = Json(folder.Summary)["test_classes"]!;

        var zero = test["classes"]![0]!;
        Assert.Equal("0", (string?)zero["name"]);
        Assert.Equal(50, (int?)zero["support"]);
        Assert.Equal(40, (int?)zero["predicted"]);
        Assert.Equal(1, (double?)zero["precision"]);
        Assert.Equal(0.8, (double?)zero["recall"]);
        Assert.Equal(80 / 90.0, (double)zero["f1"]!, tolerance: 1e-12);
        Assert.Equal(50 / 60.0, (double)test["classes"]![1]!["precision"]!, tolerance: 1e-12);
        Assert.Equal(0.9, (double)test["macro_recall"]!, tolerance: 1e-12);
    }

    [Fact]
    public void Run_Finished_SummaryHasSnapshotTimes()
    {
        var folder = Record(
            new SnapshotHandedOver(1, Phase.Train, "a", "b", 1024, 0.5, Skipped: false),
            new SnapshotHandedOver(1, Phase.Test, null, "b", 0, 0, Skipped: true),
            new RunFinished("abc", 1, 1, new Dictionary<string, long>()));

        var snapshots = Json(folder.Summary)["snapshots"]!;

        Assert.Equal(1, (int?)snapshots["count"]);
        Assert.Equal(1, (int?)snapshots["skipped"]);
        Assert.Equal(1024, (long?)snapshots["bytes"]);
        Assert.Equal(0.5, (double?)snapshots["max_seconds"]);
    }

    [Fact]
    public void Run_GoneOnWith_SummaryHasAllSessions()
    {
        var folder = Record(
            Epoch(1, Phase.Train, 50), Epoch(1, Phase.Test, 60), Epoch(2, Phase.Train, 50), Epoch(2, Phase.Test, 99));
        File.AppendAllText(folder.Metrics, RunJson.ToLine(new CheckpointWritten(1, 1, []), at: 40) + "\n");
        using (var records = new RunRecords(
            folder, RunMode.Central, Plan, new StoppedClock(), new NobodyWatches(), MetricsFile.Read(folder.Metrics)))
        {
            records.Record(new RunResumed(1, "checkpoints/epoch-0001", []));
            records.Record(Epoch(2, Phase.Train, 50));
            records.Record(Epoch(2, Phase.Test, 70));
            records.Record(new RunFinished("abc", 1, 2.5, new Dictionary<string, long>()));
        }

        var summary = Json(folder.Summary);

        Assert.Equal("checkpoints/epoch-0001", (string?)summary["resumed_from"]);
        Assert.Equal([0.6, 0.7], summary["scores"]!.AsArray().Select(score => (double)score!["test_accuracy"]!));
        Assert.Equal(42.5, (double?)summary["seconds"]);
        Assert.Contains("{\"event\":\"recovery\",\"epoch\":1,", File.ReadAllText(folder.Metrics));
    }
}
