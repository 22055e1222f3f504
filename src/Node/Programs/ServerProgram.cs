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
        using var records = new RunRecords(folder, RunMode.Split, plan, process.Clock, display, unfinished?.History);
        WeightsNotice.Record(plan, weights, records);
        await using var node = NodeHost.Start(
            NodeRole.Server, configuration, listen, process.LogFile, output == OutputFormat.Text);
        node.JoinItself();
        var options = OptionsBinding.Server(settings, folder.Id) with
        {
            IsResumed = unfinished is not null,
            TestAccuracies = unfinished?.History.Scores.ToDictionary(s => s.Epoch, s => s.TestAccuracy)
                ?? new Dictionary<int, double>(),
        };
        var actor = ServerActor.Props(options, plan, folder.Path, records, weights);
        using var interrupted = process.Stop.Register(() => records.Record(new RunInterrupted()));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(process.Stop, records.CannotWrite);
        var outcome = node.RunAsync(actor, "server", () => StopReason(records), stop.Token);
        // Only now: whoever reads this may talk to the actor at once.
        records.Record(new ServerListening(node.HostAndPort, plan.Agents, folder.Id, folder.Path));
        Outcomes.ThrowUnlessSucceeded(await outcome, records, process.Stop);
    }

    private RunFolder NewFolder(Settings settings, TrainingPlan plan) => RunFolder.Create(
        settings.Get(SettingKeys.Runs),
        start.RunId is { } name ? RunId.Parse(name) : RunId.Create(process.Clock, plan.Workload, RunMode.Split),
        plan);

    private static string StopReason(RunRecords records) => records.Failure?.Message ?? Outcomes.StoppedByHand;
}
