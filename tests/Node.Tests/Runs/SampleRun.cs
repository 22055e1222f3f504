using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Runs;

/// <summary>The files of a small run, made by the very code that keeps those of real ones.</summary>
internal sealed record SampleRun(string Runs, string Id)
{
    private static readonly int[,] Counts = { { 40, 10 }, { 0, 50 } };

    private readonly StoppedClock _clock = new();

    public RunMode Mode { get; init; } = RunMode.Split;

    public TrainingPlan Plan { get; init; } = Plans.Mnist with { Agents = 2, CheckpointEveryEpochs = 1 };

    public string Data { get; init; } = "MNIST from /data/mnist";

    public string AgentPrefix { get; init; } = "agent-";

    /// <summary>Of one training turn; a test turn takes a quarter of it.</summary>
    public double TurnSeconds { get; init; } = 4;

    /// <summary>How it ends; null for a process that was killed.</summary>
    public RunEvent? End { get; init; } = new RunFinished(
        new string('a', 64), 61706, 30,
        new Dictionary<string, long> { ["smashed"] = 2_000_000, ["gradient"] = 1_000_000, ["snapshot"] = 40_960 });

    public RunFolder Write()
    {
        var folder = RunFolder.Create(Runs, RunId.Parse(Id), Plan);
        using var records = new RunRecords(folder, Mode, Plan, _clock, new NobodyWatches());
        records.Record(new RunStarted([.. Agents.Select(agent => new RunAgent(AgentPrefix + agent, 50, 50, Data))]));
        for (var epoch = 1; epoch <= Plan.Epochs; epoch++)
            WriteEpoch(epoch, records);
        if (End is not null)
            records.Record(End);
        return folder;
    }

    private IEnumerable<int> Agents => Enumerable.Range(1, Plan.Agents);

    private void WriteEpoch(int epoch, RunRecords records)
    {
        foreach (var phase in new[] { Phase.Train, Phase.Test })
        {
            var seconds = phase == Phase.Train ? TurnSeconds : TurnSeconds / 4;
            var correct = 40 + (5 * epoch);
            foreach (var agent in Agents)
            {
                if (Mode == RunMode.Split && (epoch, phase, agent) != (1, Phase.Train, 1))
                    records.Record(HandOver(epoch, phase, agent));
                _clock.Elapsed += TimeSpan.FromSeconds(seconds);
                records.Record(new TurnFinished(
                    epoch, phase, agent, AgentPrefix + agent, 1.0 / epoch, correct, 50, seconds));
            }

            records.Record(new EpochFinished(
                epoch, phase, 1.0 / epoch, 2 * correct, 100, Plan.Agents * seconds, Plan.Agents, Counts));
        }

        _clock.Elapsed += TimeSpan.FromSeconds(0.5);
        records.Record(new CheckpointWritten(epoch, 0.5, ["model.safetensors"]));
    }

    private SnapshotHandedOver HandOver(int epoch, Phase phase, int agent)
    {
        _clock.Elapsed += TimeSpan.FromSeconds(0.25);
        return new(epoch, phase, AgentPrefix + "1", AgentPrefix + agent, 4096, 0.25, Skipped: false);
    }
}
