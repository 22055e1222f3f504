using SplitLearning.Actors.Server;
using SplitLearning.Models;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

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
        var weights = OptionsBinding.Weights(settings);
        var plan = unfinished?.Plan ?? PlanBinding.From(settings, weights);
        var listen = ListenAddress.OfServer(settings);
        var folder = unfinished?.Folder ?? NewFolder(settings, plan);
        process.LogFile = folder.Log("server");

        using var display = Displays.Create(output, process.Terminal, process.Clock);
        using var records = new RunRecords(folder, RunMode.Split, plan, process.Clock, display, unfinished?.History,
            unfinished?.Planned);
        WeightsNotice.Record(plan, weights, records);
        await using var node = NodeHost.Start(
            NodeRole.Server, configuration, listen, process.LogFile, output == OutputFormat.Text);
        node.JoinItself();
        var actor = ServerActor.Props(Options(settings, folder, unfinished), plan, folder.Path, records, weights);
        using var interrupted = process.Stop.Register(() => records.Record(new RunInterrupted()));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(process.Stop, records.CannotWrite);
        var outcome = node.RunAsync(actor, "server", () => StopReason(records), stop.Token);
        // Only now: whoever reads this may talk to the actor at once.
        records.Record(new ServerListening(node.HostAndPort, plan.Agents, folder.Id, folder.Path));
        Outcomes.ThrowUnlessSucceeded(await outcome, records, process.Stop);
    }

    private static ServerOptions Options(Settings settings, RunFolder folder, UnfinishedRun? unfinished)
    {
        var options = OptionsBinding.Server(settings, folder.Id);
        return unfinished is null ? options : options with
        {
            IsResumed = true,
            Shards = unfinished.Planned.Shards ?? options.Shards,
            Plans = unfinished.Planned.Plans,
            FormerAgents = unfinished.HasCheckpoint
                ? [.. unfinished.History.Agents.Select(agent => agent.Name)]
                : [], // without one there is nothing that they could have
            TestAccuracies = unfinished.History.Scores.ToDictionary(s => s.Epoch, s => s.TestAccuracy),
        };
    }

    private RunFolder NewFolder(Settings settings, TrainingPlan plan) => RunFolder.Create(
        settings.Get(SettingKeys.Runs),
        start.RunId is { } name ? RunId.Parse(name) : RunId.Create(process.Clock, plan.Workload, RunMode.Split),
        plan,
        settings.Get(SettingKeys.Shards));

    private static string StopReason(RunRecords records) => records.Failure?.Message ?? Outcomes.StoppedByHand;
}
