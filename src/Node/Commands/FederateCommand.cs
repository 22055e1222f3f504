using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning federate</c></summary>
internal static class FederateCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = SettingOptions.Config();
        var runId = SettingOptions.RunId();
        var output = SettingOptions.Output();
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
            .. SettingOptions.Samples(), SettingOptions.Runs(), runId, resume, output,
        ]);
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) is not null && result.GetValue(runId) is not null)
                result.AddError("--resume goes on with a run: --run-id does not go with it.");
        });
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var given = SettingOptions.Overrides(arguments);
            return new FederateProgram(
                NodeConfiguration.Load(arguments.GetValue(config), given),
                new(arguments.GetValue(runId), arguments.GetValue(resume), given), arguments.GetValue(output),
                process).RunAsync();
        }));
        return command;
    }

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
        new SettingOption("--workers", SettingKeys.Workers, "N", "Clients run side by side; as many as processors"),
    ];
}
