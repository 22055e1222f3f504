using System.Text.Json.Nodes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

/// <summary>A folder of runs, and events to be recorded in it.</summary>
public abstract class RecordsTest : IDisposable
{
    private protected static readonly TrainingPlan Plan = Plans.Mnist;

    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static EpochFinished Epoch(int epoch, Phase phase, int correct) =>
        new(epoch, phase, 0.5, correct, 100, 2, 3, new[,] { { 40, 10 }, { 0, 50 } });

    private protected static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private protected static RunRecords Records(RunFolder folder) =>
        new(folder, RunMode.Split, Plan, new StoppedClock(), new NobodyWatches());

    private protected RunFolder Create() => RunFolder.Create(Folder.Path, RunId.Parse("r1"), Plan);

    private protected RunFolder Record(params RunEvent[] events)
    {
        var folder = Create();
        using var records = Records(folder);
        foreach (var runEvent in events)
            records.Record(runEvent);
        return folder;
    }
}
