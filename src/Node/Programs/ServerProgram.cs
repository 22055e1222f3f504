using SplitLearning.Actors.Server;
using SplitLearning.Models;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Programs;

/// <summary>A server's life: check, listen, train with the agents, keep the records, leave.</summary>
internal sealed class ServerProgram(
    NodeConfiguration configuration, ServerStart start, OutputFormat output, ProcessScope process)
{
    /// <exception cref="NodeFailureException">The run did not end as planned.</exception>
    public async Task RunAsync()
    {
        var settings = configuration.Settings;
        var unfinished = await start.FindAsync(settings, output, process);
        if (unfinished is { IsOver: true })
        {
            await EndAsync(unfinished);
            return;
        }

        var weights = OptionsBinding.Weights(settings);
        var plan = unfinished?.Plan ?? PlanBinding.From(settings, weights);
        var listen = ListenAddress.OfServer(settings);
        var folder = unfinished?.Folder ?? NewFolder(settings, plan);
        process.LogFile = folder.Log("server");

        using var display = Displays.Create(output, process.Terminal, process.Clock);
        await using var node = NodeHost.Start(
            NodeRole.Server, configuration, listen, NodeHost.JournalIn(settings.Get(SettingKeys.Runs), "server"),
            process.LogFile, output == OutputFormat.Text);
        // After the node, so that the folder is free as soon as all agents know the end: see RunFiles.IsUntold.
        using var records = new RunRecords(folder, RunMode.Split, plan, process.Clock, display, unfinished?.History,
            unfinished?.Planned);
        WeightsNotice.Record(Workloads.NetworkOf(plan), weights, records);
        node.JoinItself();
        var actor = ServerActor.Props(Options(settings, folder, unfinished), plan, folder.Path, records, weights);
        var stopTimeout = settings.Get(SettingKeys.ServerStopTimeout);
        process.AllowForStop(stopTimeout);
        var end = node.RunAsync(
            actor, "server", stopTimeout, () => records.Failure!.Message, process.Stop, records.CannotWrite);
        // Only now: whoever reads this may talk to the actor at once.
        records.Record(new ServerListening(node.HostAndPort, plan.Agents, folder.Id, folder.Path));
        var outcome = await end;
        if (process.Stop.IsCancellationRequested)
            records.Record(new RunInterrupted()); // where the actor has not recorded the end
        Outcomes.ThrowUnlessSucceeded(outcome, records, process.Stop);
        if (outcome is Suspended suspended)
            display.Record(new Notice(
                $"Stopped before {suspended.Place}. Go on with: splitlearning server --resume {folder.Id}"));
    }

    private async Task EndAsync(UnfinishedRun run)
    {
        if (!run.IsUntold)
        {
            using var display = Displays.Create(output, process.Terminal, process.Clock);
            display.Record(new Notice($"The run {run.Folder.Id} is finished; there is nothing to go on with."));
            return;
        }

        var options = Options(configuration.Settings, run.Folder, run);
        await new FarewellProgram(configuration, output, process).RunAsync(run.Folder, new(
            run.Plan.Workload, run.Plan.Agents, [.. run.History.Agents.Select(agent => agent.Name)], options.Shards,
            options.RejoinTimeout));
    }

    private static ServerOptions Options(Settings settings, RunFolder folder, UnfinishedRun? unfinished)
    {
        var options = OptionsBinding.Server(settings, folder.Id);
        return unfinished is null ? options : options with
        {
            IsResumed = true,
            Shards = unfinished.Planned.Shards ?? options.Shards,
            Plans = unfinished.Planned.Plans,
            // Without a checkpoint there is nothing that they could have.
            FormerAgents = unfinished.HasCheckpoint ? unfinished.History.Agents : [],
            TestAccuracies = unfinished.History.Scores.ToDictionary(s => s.Epoch, s => s.TestAccuracy),
        };
    }

    private RunFolder NewFolder(Settings settings, TrainingPlan plan) => RunFolder.Create(
        settings.Get(SettingKeys.Runs),
        start.RunId is { } name ? RunId.Parse(name) : RunId.Create(process.Clock, plan.Workload, RunMode.Split),
        plan,
        settings.Get(SettingKeys.Shards));
}
