using System.Text.Json.Nodes;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Runs;

/// <summary>A folder of runs, and the commands that look at it.</summary>
public abstract class RunsTest : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected SampleRun Central() => Split("a-central", agents: 1) with
    {
        Mode = RunMode.Central,
        TurnSeconds = 8,
        End = new RunFinished(new string('a', 64), 61706, 21.5, new Dictionary<string, long>()),
    };

    private protected SampleRun Split(string id, int agents)
    {
        var sample = new SampleRun(Folder.Path, id);
        return sample with { Plan = sample.Plan with { Agents = agents } };
    }

    private protected Task<Cli> RunsAsync(params string[] arguments) =>
        Cli.RunAsync(["runs", .. arguments, "--runs", Folder.Path]);

    private protected static JsonNode Json(Cli run) => JsonNode.Parse(run.Out)!;
}
