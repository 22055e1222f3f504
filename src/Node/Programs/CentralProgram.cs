using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>Trains the whole network in this process: the baseline to compare a split run with.</summary>
internal sealed class CentralProgram(
    NodeConfiguration configuration, string? runId, OutputFormat output, ProcessScope process)
{
    public async Task RunAsync()
    {
        var settings = configuration.Settings;
        var weights = OptionsBinding.Weights(settings);
        var plan = PlanBinding.From(settings, weights);
        var data = Workloads.Find(plan.Workload).OpenDataset(OptionsBinding.Dataset(settings));
        var id = runId is null ? RunId.Create(process.Clock, plan.Workload, RunMode.Central) : RunId.Parse(runId);
        var folder = RunFolder.Create(settings.Get(SettingKeys.Runs), id, plan);
        process.LogFile = folder.Log("central");

        using var display = Displays.Create(output, process.Terminal, process.Clock);
        using var records = new RunRecords(folder, RunMode.Central, plan, process.Clock, display);
        WeightsNotice.Record(plan, weights, records);
        records.Record(new CentralStarted(data.Description, plan.Agents, id.Value, folder.Path));
        if (BadSamplesFile.Write(folder.Path, data.Skipped, who: "") is { } leftOut)
            records.Record(leftOut);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(process.Stop, records.CannotWrite);
            await OnThreadOfItsOwn(() =>
                CentralTraining.Run(plan, data, records, folder.Checkpoints, stop.Token, weights));
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

    // libtorch keeps a thread pool for each calling thread, so training stays on one.
    private static Task OnThreadOfItsOwn(Action training) => Task.Factory.StartNew(
        training, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
