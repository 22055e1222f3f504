using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Programs;

/// <summary>What a person has said about a federated run.</summary>
/// <param name="RunId">Name of a new run; null to make one up.</param>
/// <param name="Resume">The run to go on with; null for a new one.</param>
/// <param name="Given">Options of the command line that are settings.</param>
internal sealed record FederateStart(string? RunId, string? Resume, IReadOnlyList<Override> Given);

/// <summary>Trains all clients of a federated run in this process, or leads agents that do.</summary>
internal sealed class FederateProgram(
    NodeConfiguration configuration, FederateStart start, OutputFormat output, ProcessScope process)
{
    // None of them decides the outcome; all else of a run that is gone on with is its plan's.
    private static readonly SettingKey[] Free =
    [
        SettingKeys.Runs, SettingKeys.Data, SettingKeys.Store, SettingKeys.Cache, SettingKeys.Workers,
        SettingKeys.FederatedAgents, SettingKeys.Weights, SettingKeys.ServerHost, SettingKeys.ServerPort,
        SettingKeys.OnLostAgent,
    ];

    private readonly Settings _settings = configuration.Settings;

    public async Task RunAsync()
    {
        var isHere = _settings.Get(SettingKeys.FederatedAgents) == 0; // and not with agents
        var resumed = start.Resume is { } name ? Find(name, isHere) : null;
        if (!isHere)
        {
            await new AggregatorProgram(configuration, start, resumed, output, process).RunAsync();
            return;
        }

        using var display = Displays.Create(output, process.Terminal, process.Clock);
        await (resumed is null ? BeginAsync(display) : GoOnAsync(resumed, display));
    }

    private async Task BeginAsync(IRunDisplay display)
    {
        var options = OptionsBinding.Dataset(_settings);
        var workload = Workloads.Find(_settings.Get(SettingKeys.Workload));
        await using var opened = await OpenedData.OpenAsync(workload, options, display, process);
        var data = opened.Dataset;
        var weights = OptionsBinding.Weights(_settings);
        var plan = FederationBinding.From(
            _settings, weights, hasClients: data.Clients(Phase.Train) is not null, data.SampleShape);
        var clients = FederatedShards.Deal(data, plan.Partition, plan.Seed);
        plan = plan with { Partition = plan.Partition with { Clients = clients.Count } }; // given ones have their own
        var id = start.RunId is { } name
            ? RunId.Parse(name)
            : RunId.Create(process.Clock, plan.Workload, RunMode.Federated);
        var folder = RunFolder.Create(_settings.Get(SettingKeys.Runs), id, RunJson.Pretty(plan));
        Storage.WriteText(folder.Data, RunJson.Pretty(RunData.Of(data, options)));
        await TrainAsync(new(folder, plan, data, clients, weights), resumed: null, display);
    }

    /// <param name="isHere">Then there are no agents that a lost leader may not have told the end.</param>
    private RunFiles Find(string name, bool isHere)
    {
        if (start.Given.FirstOrDefault(option => !Free.Contains(option.Key)) is { } option)
            throw new NodeFailureException(ExitCode.Configuration,
                $"{option.Option} is '{option.Text}', but a federated run goes on with its own plan; leave the option "
                + "out, or start a new run without --resume.");
        var run = RunCatalog.Find(_settings.Get(SettingKeys.Runs), name);
        var finished = run.Status == RunStatus.Finished && (isHere || !run.IsUntold)
            ? "is finished; there is nothing to go on with."
            : null;
        if ((UnfinishedRun.ReasonAgainst(run, RunMode.Federated) ?? finished) is { } reason)
            throw new NodeFailureException(ExitCode.Configuration, $"The run {run.Folder.Id} {reason}");
        return run;
    }

    private async Task GoOnAsync(RunFiles run, IRunDisplay display)
    {
        if (!File.Exists(run.Folder.Data))
            throw new NodeFailureException(ExitCode.Configuration,
                $"--agents is 0, but the run {run.Folder.Id} is one of agents, who have the data; say how many take "
                + "part: --agents N.");
        var (plan, known) = (FederationPlanFile.Read(run.Folder), UnfinishedRun.ReadData(run.Folder));
        await using var opened = await OpenedData.OpenAsync(
            Workloads.Find(plan.Workload), ResumeOptions.Dataset(known, _settings, start.Given), display, process);
        var data = opened.Dataset;
        known.EnsureIs(data, run.Folder.Id);
        await TrainAsync(
            new(run.Folder, plan, data, FederatedShards.Deal(data, plan.Partition, plan.Seed),
                OptionsBinding.Weights(_settings)),
            run, display);
    }

    private async Task TrainAsync(FederatedRun run, RunFiles? resumed, IRunDisplay display)
    {
        process.LogFile = run.Folder.Log("federate");
        using var records = new RunRecords(run.Folder, RunMode.Federated,
            PlanOutline.Of(run.Plan), process.Clock, display, resumed?.History);
        records.Record(new FederatedStarted(run.Data.Description, run.Plan.Method.Word(), run.Clients.Count,
            run.Folder.Id, run.Folder.Path));
        WeightsNotice.Record(run.Plan.Network(), run.Weights, records);
        if (BadSamplesFile.Write(run.Folder.Path, run.Data.Skipped, who: "") is { } leftOut)
            records.Record(leftOut);
        var checkpoints = Checkpoints(run, resumed);
        var newest = resumed is null ? null : GoneOnFrom(checkpoints, run.Folder, records);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(process.Stop, records.CannotWrite);
            await Task.Factory.StartNew(
                () => FederatedSimulation.Run(run.Plan, run.Data, run.Clients, records,
                    FederationBinding.Workers(_settings), stop.Token, checkpoints, newest,
                    new ScratchSpace(run.Folder.Path, _settings.Get(SettingKeys.ClientMemory)), run.Weights),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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

    private FederatedCheckpoints Checkpoints(FederatedRun run, RunFiles? resumed) => new(
        new CheckpointFolder(run.Folder.Checkpoints), run.Plan, new CheckpointKeeper(
            OptionsBinding.Retention(_settings),
            resumed?.History.Scores.Select(score => KeyValuePair.Create(score.Epoch, score.TestAccuracy))));

    /// <returns>Null: there is none, and the run begins anew.</returns>
    private static Checkpoint? GoneOnFrom(FederatedCheckpoints checkpoints, RunFolder folder, RunRecords records)
    {
        var damaged = new List<string>();
        var newest = checkpoints.Newest(damaged.Add);
        records.Record(newest is null
            ? new RunResumed(0, "", damaged)
            : new RunResumed(newest.Place.Epochs,
                Path.GetRelativePath(folder.Path, newest.Folder).Replace('\\', '/'), damaged));
        return newest;
    }

    private sealed record FederatedRun(
        RunFolder Folder, FederationPlan Plan, IDataset Data, IReadOnlyList<ClientSamples> Clients,
        WeightsFile? Weights);
}
