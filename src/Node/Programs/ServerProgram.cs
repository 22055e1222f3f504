using SplitLearning.Actors.Server;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>A server's life: check, listen, train with the agents, keep the records, leave.</summary>
internal sealed class ServerProgram(
    NodeConfiguration configuration, string? runId, OutputFormat output, ProcessScope process)
{
    /// <exception cref="NodeFailureException">The run did not end as planned.</exception>
    public async Task RunAsync()
    {
        var settings = configuration.Settings;
        var weights = OptionsBinding.Weights(settings);
        var plan = PlanBinding.From(settings, weights);
        var listen = ListenAddress.OfServer(settings);
        var id = runId is null ? RunId.Create(process.Clock, plan.Workload, RunMode.Split) : RunId.Parse(runId);
        var folder = RunFolder.Create(settings.Get(SettingKeys.Runs), id, plan);
        process.LogFile = folder.Log("server");

        using var display = Displays.Create(output, process.Terminal, process.Clock);
        using var records = new RunRecords(folder, RunMode.Split, plan, process.Clock, display);
        WeightsNotice.Record(plan, weights, records);
        await using var node = NodeHost.Start(
            NodeRole.Server, configuration, listen, process.LogFile, output == OutputFormat.Text);
        node.JoinItself();
        var actor = ServerActor.Props(OptionsBinding.Server(settings, id), plan, folder.Path, records, weights);
        using var interrupted = process.Stop.Register(() => records.Record(new RunInterrupted()));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(process.Stop, records.CannotWrite);
        var outcome = node.RunAsync(actor, "server", () => StopReason(records), stop.Token);
        // Only now: whoever reads this may talk to the actor at once.
        records.Record(new ServerListening(node.HostAndPort, plan.Agents, id.Value, folder.Path));
        Outcomes.ThrowUnlessSucceeded(await outcome, records, process.Stop);
    }

    private static string StopReason(RunRecords records) => records.Failure?.Message ?? Outcomes.StoppedByHand;
}
