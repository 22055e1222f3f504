using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>Trains the whole network in this process: the baseline to compare a split run with.</summary>
internal sealed class CentralProgram(
    NodeConfiguration configuration, CentralStart start, OutputFormat output, ProcessScope process)
{
    private readonly Settings _settings = configuration.Settings;

    public async Task RunAsync()
    {
        var unfinished = await start.FindAsync(_settings, output, process);
        using var display = Displays.Create(output, process.Terminal, process.Clock);
        if (unfinished is not null)
            await GoOnAsync(unfinished, display);
        else
            await BeginAsync(display);
    }

    private async Task BeginAsync(IRunDisplay display)
    {
        var weights = OptionsBinding.Weights(_settings);
        var plan = PlanBinding.From(_settings, weights);
        var options = OptionsBinding.Dataset(_settings);
        await using var opened = await OpenedData.OpenAsync(Workloads.Find(plan.Workload), options, display, process);
        var data = opened.Dataset;
        var id = start.RunId is { } name
            ? RunId.Parse(name)
            : RunId.Create(process.Clock, plan.Workload, RunMode.Central);
        var folder = RunFolder.Create(_settings.Get(SettingKeys.Runs), id, plan);
        Storage.WriteText(folder.Data, RunJson.Pretty(RunData.Of(data, options)));
        await TrainAsync(new(folder, plan, data, weights, Unfinished: null), display);
    }

    private async Task GoOnAsync(ResumedRun run, IRunDisplay display)
    {
        var options = ResumeOptions.Dataset(run.Data, _settings, start.Given);
        await using var opened = await OpenedData.OpenAsync(
            Workloads.Find(run.Plan.Workload), options, display, process);
        var data = opened.Dataset;
        run.Data.EnsureIs(data, run.Folder.Id);
        await TrainAsync(new(run.Folder, run.Plan, data, Weights: null, run), display);
    }

    private async Task TrainAsync(CentralRun run, IRunDisplay display)
    {
        process.LogFile = run.Folder.Log("central");
        using var records = new RunRecords(
            run.Folder, RunMode.Central, run.Plan, process.Clock, display, run.Unfinished?.History,
            run.Unfinished?.Run.Planned);
        WeightsNotice.Record(Workloads.NetworkOf(run.Plan), run.Weights, records);
        records.Record(new CentralStarted(run.Data.Description, run.Plan.Agents, run.Folder.Id, run.Folder.Path));
        if (BadSamplesFile.Write(run.Folder.Path, run.Data.Skipped, who: "") is { } leftOut)
            records.Record(leftOut);
        if (run.Unfinished is { } unfinished)
            records.Record(unfinished.Event);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(process.Stop, records.CannotWrite);
            await OnThreadOfItsOwn(() => CentralTraining.Run(run.Plan, run.Data, records, run.Folder.Checkpoints,
                stop.Token, run.Weights, run.Unfinished?.Checkpoint, KeeperOf(run)));
        }
        catch (Exception e)
        {
            records.Record(process.Stop.IsCancellationRequested
                ? new RunInterrupted()
                : new RunFailed(OneLine.Of(e)));
            if (records.Failure is { } failure)
                throw failure;
            throw;
        }
    }

    private CheckpointKeeper KeeperOf(CentralRun run) => new(
        OptionsBinding.Retention(_settings),
        run.Unfinished?.History.Scores.Where(score => score.Epoch <= run.Unfinished.Checkpoint.Place.Epochs)
            .Select(score => KeyValuePair.Create(score.Epoch, score.TestAccuracy)));

    // libtorch keeps a thread pool for each calling thread, so training stays on one.
    private static Task OnThreadOfItsOwn(Action training) => Task.Factory.StartNew(
        training, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <param name="Weights">What a new run starts from; null for the seed's.</param>
    /// <param name="Unfinished">What it goes on from; null for a new run.</param>
    private sealed record CentralRun(
        RunFolder Folder, Models.TrainingPlan Plan, IDataset Data, WeightsFile? Weights, ResumedRun? Unfinished);
}
