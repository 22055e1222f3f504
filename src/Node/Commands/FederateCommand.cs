using System.CommandLine;
using SplitLearning.Models.Federated;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Demo;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning federate</c></summary>
internal static class FederateCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = SettingOptions.Config();
        var runId = SettingOptions.RunId();
        var output = SettingOptions.Output();
        var parentPid = SettingOptions.ParentPid();
        var startAgents = new Option<bool>("--start-agents")
        {
            Description = "Start the agents on this machine too, and again when one is lost",
        };
        var resume = new Option<string>("--resume")
        {
            HelpName = "RUN",
            Description = "Go on with an unfinished federated run from its last checkpoint, with its own plan",
        };
        var command = new Command("federate",
            "Train many clients together that each have a few samples: FedEM, FedAvg and their family");
        command.Add(config);
        command.AddRange(
        [
            SettingOptions.Workload(), SettingOptions.Model(), .. Federation(), SettingOptions.LearningRate(),
            SettingOptions.Schedule(), SettingOptions.BatchSize(), SettingOptions.Seed(), SettingOptions.Threads(),
            StartingWeights(), .. SettingOptions.Samples(), .. SettingOptions.Address(), SettingOptions.Runs(),
            runId, resume, startAgents, output, parentPid,
        ]);
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) is not null && result.GetValue(runId) is not null)
                result.AddError("--resume goes on with a run: --run-id does not go with it.");
            if (result.GetValue(startAgents) && result.GetValue(resume) is not null)
                result.AddError("--resume waits for the run's agents: --start-agents does not go with it.");
        });
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, arguments.GetValue(parentPid), process =>
        {
            var given = SettingOptions.Overrides(arguments);
            if (arguments.GetValue(startAgents))
                return LocalRun(arguments.GetValue(config), given, arguments.GetValue(runId), process).RunAsync();
            return new FederateProgram(
                NodeConfiguration.Load(arguments.GetValue(config), given),
                new(arguments.GetValue(runId), arguments.GetValue(resume), given), arguments.GetValue(output),
                process).RunAsync();
        }));
        return command;
    }

    /// <exception cref="NodeFailureException">There are no agents to start.</exception>
    private static DemoProgram LocalRun(
        string? config, IReadOnlyList<Override> given, string? runId, ProcessScope process)
    {
        var settings = NodeConfiguration.Load(config, given).Settings;
        var agents = settings.Int(SettingKeys.FederatedAgents);
        if (agents == 0)
            throw new NodeFailureException(ExitCode.Configuration,
                "--start-agents is given, but --agents is 0; say how many to start: --agents N.");
        if (settings.Get(SettingKeys.Workers) is null)
        {
            var workers = Math.Max(1, Environment.ProcessorCount / agents);
            given = [.. given, new(SettingKeys.Workers, "--workers", $"{workers}")];
        }

        var workload = settings.Get(SettingKeys.Workload);
        var method = settings.Get(SettingKeys.FederatedMethod).Word();
        return new DemoProgram(
            new(
                $"Federated training: {workload}, {method}: 1 aggregator and {agents} agents, each a process of its "
                + $"own on this machine. Rounds: {settings.Int(SettingKeys.Rounds)}.",
                agents,
                runId is null ? RunId.Create(process.Clock, workload, RunMode.Federated) : RunId.Parse(runId)),
            new ChildCommands("federate", config, given), new Restarts(agents: true, server: false, process.Clock),
            process);
    }

    private static SettingOption StartingWeights() =>
        SettingOptions.Weights("Weights that all learners start from (safetensors); agents need no file");

    private static IEnumerable<Option> Federation() =>
    [
        new SettingOption("--method", SettingKeys.FederatedMethod, "NAME",
            "How clients train together: fedem, fedavg or another of docs/guides/federated.md"),
        new SettingOption("--learners", SettingKeys.Learners, "N", "Models that clients mix; 1 without a mixture"),
        new SettingOption("--rounds", SettingKeys.Rounds, "N", "Rounds of training and averaging"),
        new SettingOption("--local-epochs", SettingKeys.LocalEpochs, "N", "Passes of a client in a round"),
        new SettingOption("--participation", SettingKeys.Participation, "X", "Share of the clients in a round"),
        new SettingOption("--evaluate-every", SettingKeys.EvaluateEveryRounds, "N", "Rounds between evaluations"),
        new SettingOption("--clients", SettingKeys.Clients, "N", "Clients to deal the data to"),
        new SettingOption("--unseen", SettingKeys.Unseen, "N", "Clients held out of training"),
        new SettingOption("--partition", SettingKeys.DivisionKind, "groups|pathological|given",
            "How the data are dealt, see docs/guides/federated-data.md"),
        new SettingOption("--partition-alpha", SettingKeys.DivisionAlpha, "X",
            "For groups: the smaller, the more a client's samples are of one group"),
        new SettingOption("--partition-file", SettingKeys.DivisionFile, "FILE", "For given: whose each sample is"),
        new SettingOption("--agents", SettingKeys.FederatedAgents, "N",
            "Agents that host the clients; 0: this process hosts all of them"),
        new SettingOption("--workers", SettingKeys.Workers, "N", "Clients run side by side; as many as processors"),
    ];
}
