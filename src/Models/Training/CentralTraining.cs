using System.Diagnostics;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>Trains the whole model in one place: the baseline, and the oracle of a split run.</summary>
public sealed class CentralTraining
{
    /// <summary>Name of the one part that a central run's checkpoints have.</summary>
    public const string CheckpointPart = "model";

    // As many as an agent has in flight by default: see read-ahead in the node's reference.conf.
    private const int BatchesAhead = 4;

    private readonly TrainingPlan _plan;
    private readonly IDataset _data;
    private readonly IReadOnlyList<Shard> _shards;
    private readonly IRunRecorder _recorder;
    private readonly CheckpointFolder? _checkpoints;
    private readonly CheckpointKeeper? _keeper;
    private readonly WholeModel _model;
    private readonly ReadAhead _ahead;
    private readonly int _classes;

    private CentralTraining(
        TrainingPlan plan, IDataset data, IReadOnlyList<Shard> shards, IRunRecorder recorder, string? checkpointFolder,
        CheckpointKeeper? keeper, WholeModel model, ReadAhead ahead, int classes)
    {
        _plan = plan;
        _data = data;
        _shards = shards;
        _recorder = recorder;
        _checkpoints = checkpointFolder is null ? null : new CheckpointFolder(checkpointFolder);
        _keeper = keeper;
        _model = model;
        _ahead = ahead;
        _classes = classes;
    }

    /// <summary>Trains in the very order of the plan's agents and records the same events as a split run.</summary>
    /// <param name="recorder">Takes the events, on the calling thread.</param>
    /// <param name="checkpointFolder">Where checkpoints go; null for none.</param>
    /// <param name="cancellation">Ends the run between two batches.</param>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    /// <param name="resumeFrom">A checkpoint of this plan to go on from; null to begin with the first epoch.</param>
    /// <param name="keeper">Drops old checkpoints; null keeps all.</param>
    /// <returns>SHA-256 of all weights, as in <see cref="RunFinished"/>.</returns>
    /// <remarks>Runs on the calling thread and leaves torch configured for it: give it a thread of its own.</remarks>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="DatasetException">The data do not fit the network, or cannot be divided as planned.</exception>
    /// <exception cref="StateException">A checkpoint cannot be written, dropped, or used to go on from.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static string Run(
        TrainingPlan plan, IDataset data, IRunRecorder recorder, string? checkpointFolder,
        CancellationToken cancellation, WeightsFile? weights = null, Checkpoint? resumeFrom = null,
        CheckpointKeeper? keeper = null)
    {
        plan.EnsureValid();
        if (resumeFrom is { Place: { Turns: > 0 } between })
            throw new StateException($"{resumeFrom.Folder} is of {between}; central training goes on between epochs");
        var architecture = Workloads.Workloads.NetworkOf(plan).Architecture;
        architecture.EnsureFits(data);
        var shards = Shards.Deal(data, plan.Partition, plan.Agents, plan.Seed);
        using var model = resumeFrom is null
            ? WholeModel.Create(plan, weights)
            : WholeModel.Restore(plan, CheckpointFolder.Read(resumeFrom, CheckpointPart));
        var firstEpoch = 1 + (resumeFrom?.Place.Epochs ?? 0);
        using var ahead = new ReadAhead(data, ReadingOrder.Of(plan, shards, firstEpoch), BatchesAhead);
        // Classes of the network, of which it may have more than the data: any of them can be predicted.
        return new CentralTraining(
            plan, data, shards, recorder, checkpointFolder, keeper, model, ahead, architecture.Classes)
            .Run(firstEpoch, ModelSummary.Of(architecture).Parameters, cancellation);
    }

    private string Run(int firstEpoch, long parameters, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        _recorder.Record(new RunStarted([.. Enumerable.Range(1, _plan.Agents).Select(AgentOf)]));
        for (var epoch = firstEpoch; epoch <= _plan.Epochs; epoch++)
        {
            _model.BeginEpoch(epoch);
            RunPhase(epoch, Phase.Train, cancellation);
            RunPhase(epoch, Phase.Test, cancellation);
            if (_checkpoints is not null && _plan.IsCheckpointDue(epoch))
                WriteCheckpoint(_checkpoints, epoch);
        }

        var hash = WeightsHash.Of(_model.Weights());
        _recorder.Record(new RunFinished(hash, parameters, Seconds(started), new Dictionary<string, long>()));
        return hash;
    }

    private RunAgent AgentOf(int agent) => new(
        NameOf(agent), ShardOf(agent).Count(Phase.Train), ShardOf(agent).Count(Phase.Test), _data.Description);

    private void RunPhase(int epoch, Phase phase, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new ScoreTally(_classes);
        for (var agent = 1; agent <= _plan.Agents; agent++)
            RunTurn(epoch, phase, agent, tally, cancellation);
        if (phase == Phase.Test)
            _keeper?.Tested(epoch, tally.Confusion.Accuracy);
        _recorder.Record(new EpochFinished(epoch, phase, tally.MeanLoss, tally.Correct, tally.Total, Seconds(started),
            _plan.Agents, tally.Confusion.Counts));
    }

    private void RunTurn(int epoch, Phase phase, int agent, ScoreTally ofPhase, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new ScoreTally(_classes);
        var batches = TurnBatches.Of(
            phase, _plan.Seed, epoch, agent, ShardOf(agent).Indices(phase), _plan.BatchSize);
        var (firstBatch, laterBatches) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var batch = 0; batch < batches.Count; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (inputs, labels) = _ahead.Take(out var waited);
            if (batch == 0)
                firstBatch = waited;
            else
                laterBatches += waited;
            var score = phase == Phase.Train ? _model.Train(inputs, labels) : _model.Score(inputs, labels);
            tally.Add(score);
            ofPhase.Add(score);
            _recorder.Record(new BatchFinished(
                epoch, phase, agent, batch + 1, batches.Count, tally.MeanLoss, tally.Correct, tally.Total));
        }

        _recorder.Record(new TurnFinished(
            epoch, phase, agent, NameOf(agent), tally.MeanLoss, tally.Correct, tally.Total, Seconds(started))
        {
            FirstBatchSeconds = firstBatch.TotalSeconds,
            DataWaitSeconds = laterBatches.TotalSeconds,
        });
    }

    private void WriteCheckpoint(CheckpointFolder checkpoints, int epoch)
    {
        var started = Stopwatch.GetTimestamp();
        var place = CheckpointPlace.AfterEpoch(epoch);
        var part = checkpoints.Write(place, CheckpointPart, _model.Save());
        var checkpoint = checkpoints.Complete(place, _plan, [part]);
        _recorder.Record(new CheckpointWritten(epoch, Seconds(started), checkpoint.Files));
        _keeper?.Tidy(checkpoints, place);
    }

    private Shard ShardOf(int agent) => _shards[agent - 1];

    private static string NameOf(int agent) => $"agent-{agent}";

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
