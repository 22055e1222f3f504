using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Training;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Programs;

/// <summary>An aggregator's life: listen, have the agents' clients train, keep the records, leave.</summary>
/// <param name="resumed">The run to go on with; null for a new one.</param>
internal sealed class AggregatorProgram(
    NodeConfiguration configuration, FederateStart start, RunFiles? resumed, OutputFormat output,
    ProcessScope process)
{
    private readonly Settings _settings = configuration.Settings;

    /// <exception cref="NodeFailureException">The run did not end as planned.</exception>
    public async Task RunAsync()
    {
        var weights = OptionsBinding.Weights(_settings);
        var plan = resumed is null
            ? FederationBinding.From(_settings, weights)
            : FederationPlanFile.Read(resumed.Folder);
        var agents = _settings.Int(SettingKeys.FederatedAgents);
        if (resumed is { IsUntold: true })
        {
            await EndAsync(resumed, plan, agents);
            return;
        }

        var listen = ListenAddress.OfServer(_settings);
        var folder = resumed?.Folder ?? NewFolder(plan);
        process.LogFile = folder.Log("server");

        using var display = Displays.Create(output, process.Terminal, process.Clock);
        await using var node = NodeHost.Start(
            NodeRole.Server, configuration, listen, NodeHost.JournalIn(_settings.Get(SettingKeys.Runs), "server"),
            process.LogFile, output == OutputFormat.Text);
        // After the node, so that the folder is free as soon as all agents know the end: see RunFiles.IsUntold.
        using var records = new RunRecords(
            folder, RunMode.Federated, PlanOutline.Of(plan), process.Clock, display, resumed?.History);
        node.JoinItself();
        var stopTimeout = _settings.Get(SettingKeys.ServerStopTimeout);
        process.AllowForStop(stopTimeout);
        var end = node.RunAsync(
            AggregatorActor.Props(Options(folder), plan, agents, folder.Path, records, weights), "server", stopTimeout,
            () => records.Failure!.Message, process.Stop, records.CannotWrite);
        WeightsNotice.Record(plan.Network(), weights, records);
        records.Record(new FederatedStarted("its agents'", plan.Method.Word(), Clients: null, folder.Id, folder.Path));
        // Only now: whoever reads this may talk to the actor at once.
        records.Record(new ServerListening(node.HostAndPort, agents, folder.Id, folder.Path));
        var outcome = await end;
        if (process.Stop.IsCancellationRequested)
            records.Record(new RunInterrupted()); // where the actor has not recorded the end
        Outcomes.ThrowUnlessSucceeded(outcome, records, process.Stop);
        if (outcome is Suspended suspended)
            display.Record(new Notice($"Stopped in {suspended.Place}. Go on with: splitlearning federate "
                + $"--agents {agents} --resume {folder.Id}"));
    }

    private async Task EndAsync(RunFiles run, FederationPlan plan, int agents)
    {
        var options = Options(run.Folder);
        await new FarewellProgram(configuration, output, process).RunAsync(run.Folder, new(
            plan.Workload, agents, [.. options.FormerAgents.Select(agent => agent.Name)], options.Shards,
            options.RejoinTimeout));
    }

    private ServerOptions Options(RunFolder folder)
    {
        var options = OptionsBinding.Server(_settings, folder.Id);
        return resumed is null ? options : options with
        {
            IsResumed = true,
            FormerAgents = FormerAgents(resumed.History, options.Shards),
            TestAccuracies = resumed.History.Scores.ToDictionary(s => s.Epoch, s => s.TestAccuracy),
        };
    }

    // Simulated clients are anybody's; an agent's own ones must get their numbers again.
    private IReadOnlyList<RunAgent> FormerAgents(RunHistory history, ShardMode shards)
    {
        if (shards == ShardMode.Simulated)
            return [];
        string[] names = [.. history.Agents.Select(client => client.Name.Split('/')[0]).Distinct()];
        var agents = _settings.Int(SettingKeys.FederatedAgents);
        return names.Length == 0 || names.Length == agents
            ? [.. names.Select(name => new RunAgent(name, 0, 0, ""))]
            : throw new NodeFailureException(ExitCode.Configuration,
                $"--agents is {agents}, but the clients of the run {resumed!.Folder.Id} are those of {names.Length} "
                + $"agents ({string.Join(", ", names)}); all of them must take part again.");
    }

    private RunFolder NewFolder(FederationPlan plan) => RunFolder.Create(
        _settings.Get(SettingKeys.Runs),
        start.RunId is { } name ? RunId.Parse(name) : RunId.Create(process.Clock, plan.Workload, RunMode.Federated),
        RunJson.Pretty(plan));
}
