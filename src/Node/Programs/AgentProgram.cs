using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Programs;

/// <summary>An agent's life: check, read the data, join the server, take turns until the run ends.</summary>
/// <param name="runId">Where the log goes; null for a folder of the agent's own: the run is not known yet.</param>
internal sealed class AgentProgram(
    NodeConfiguration configuration, string? runId, OutputFormat output, ProcessScope process)
{
    /// <exception cref="NodeFailureException">The run did not end as planned.</exception>
    public async Task RunAsync()
    {
        var settings = configuration.Settings;
        var options = OptionsBinding.Agent(settings);
        var workload = Workloads.Find(options.Workload);
        var listen = ListenAddress.OfAgent(settings);
        process.LogFile = LogFile(options);
        process.AllowForStop(settings.Get(SettingKeys.AgentStopTimeout));

        using var display = Displays.Create(output, process.Terminal, process.Clock);
        await using var opened = await OpenedData.OpenAsync(
            workload, OptionsBinding.Dataset(settings), display, process);
        var data = opened.Dataset;
        display.Record(new AgentReady(options.Name, data.Description,
            data.Count(Phase.Train), data.Count(Phase.Test), options.ServerAddress, process.LogFile));
        if (BadSamplesFile.Write(OwnFolder(options), data.Skipped, who: $"{options.Name}: ") is { } leftOut)
            display.Record(leftOut);

        var lives = new AgentLives(options, settings.Get(SettingKeys.OrphanTimeout), process.Clock);
        var outcome = await lives.RunAsync(
            (life, held) => LiveAsync(life, data, held, listen), display.Record, process.Stop);
        Outcomes.ThrowUnlessSucceeded(outcome, records: null, process.Stop);
        display.Record(outcome is Suspended
            ? new Notice($"{options.Name}: has left the run; the same command takes part in it again.")
            : new AgentFinished(options.Name));
    }

    private async Task<IOutcome> LiveAsync(AgentOptions options, IDataset data, HeldStates held, ListenAddress listen)
    {
        var node = NodeHost.Start(
            NodeRole.Agent, configuration, listen, process.LogFile!, output == OutputFormat.Text);
        var outcome = await node.RunAsync(
            AgentActor.Props(options, data, held), "agent",
            configuration.Settings.Get(SettingKeys.AgentStopTimeout), process.Stop);
        if (AgentLives.IsOrphaned(outcome))
            await node.AbandonAsync();
        else
            await node.DisposeAsync();
        return outcome;
    }

    /// <summary>In the run's folder one of the agent's name; its own folder while the run is not known.</summary>
    private string OwnFolder(AgentOptions options) => Path.Combine(
        options.RunsFolder, runId is null ? "" : RunId.Parse(runId).Value, options.Name);

    private string LogFile(AgentOptions options)
    {
        var folder = runId is null ? options.Name : RunId.Parse(runId).Value;
        var path = Path.Combine(options.RunsFolder, folder, "log", options.Name + ".log");
        Storage.Guard(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        return path;
    }
}
