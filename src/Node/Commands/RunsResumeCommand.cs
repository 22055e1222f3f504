using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Records;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning runs resume</c></summary>
internal static class RunsResumeCommand
{
    private const string OwnValue = "the run's own";

    private static readonly SettingKey[] OfCentral = [SettingKeys.Data, SettingKeys.Store];
    private static readonly SettingKey[] OfSplit =
        [SettingKeys.ServerHost, SettingKeys.ServerPort, SettingKeys.OnLostAgent];

    public static Command Create(Terminal terminal)
    {
        var run = CheckpointOptions.Run();
        var config = SettingOptions.Config();
        var output = SettingOptions.Output();
        var command = new Command("resume",
            "Go on with a run from its newest checkpoint, as 'server' or 'central' would with --resume")
        {
            run, config,
        };
        command.AddRange(Changes());
        command.AddRange(
        [
            .. SettingOptions.Address(), .. SettingOptions.Sources(), SettingOptions.Weights(), SettingOptions.Runs(),
            output,
        ]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var given = SettingOptions.Overrides(arguments);
            return ResumeAsync(
                NodeConfiguration.Load(arguments.GetValue(config), given), arguments.GetValue(run)!, given,
                arguments.GetValue(output), process);
        }));
        return command;
    }

    private static IEnumerable<Option> Changes() =>
    [
        new SettingOption("--epochs", SettingKeys.Epochs, "N", "Epochs in all", OwnValue),
        new SettingOption("--lr", SettingKeys.LearningRate, "X", "Learning rate from now on", OwnValue),
        new SettingOption("--agents", SettingKeys.Agents, "N", "Number of agents from now on", OwnValue),
        new SettingOption("--cut", SettingKeys.Cut, "LAYER",
            "Last layer that stays with the agents from now on", OwnValue),
    ];

    private static Task ResumeAsync(
        NodeConfiguration configuration, string name, IReadOnlyList<Override> given, OutputFormat output,
        ProcessScope process)
    {
        var run = RunCatalog.Find(configuration.Settings.Get(SettingKeys.Runs), name);
        if (run.IsFederated)
            return new FederateProgram(
                configuration, new(RunId: null, run.Folder.Path, given), output, process).RunAsync();
        var isCentral = ModeOf(run) == RunMode.Central;
        EnsureOfUse(run, given, isCentral ? OfSplit : OfCentral, isCentral);
        return isCentral
            ? new CentralProgram(
                configuration, new(RunId: null, run.Folder.Path, IsNew: false, given), output, process).RunAsync()
            : new ServerProgram(
                configuration, new(RunId: null, run.Folder.Path, given), output, process).RunAsync();
    }

    // A server may be lost before there is a summary; a central run says first which data it has.
    private static RunMode ModeOf(RunFiles run) =>
        run.Summary?.Mode ?? (File.Exists(run.Folder.Data) ? RunMode.Central : RunMode.Split);

    private static void EnsureOfUse(
        RunFiles run, IReadOnlyList<Override> given, SettingKey[] useless, bool isCentral)
    {
        if (given.FirstOrDefault(option => useless.Contains(option.Key)) is { } option)
            throw new NodeFailureException(ExitCode.Configuration,
                $"{option.Option} is '{option.Text}', but the run {run.Folder.Id} is a "
                + $"{(isCentral ? "central one, which has no agents" : "split one, whose agents have the data")}; "
                + "leave the option out.");
    }
}
