using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning predict</c></summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        var (run, epoch, client, runs, output) = (CheckpointOptions.Run(), CheckpointOptions.Epoch(),
            CheckpointOptions.Client(), SettingOptions.Runs(), CheckpointOptions.Output());
        var input = new Option<string[]>("--input")
        {
            HelpName = "FILE",
            Description = "PNG or JPEG, prepared as in training; for ecg and mixture a CSV file, each row a sample",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("predict", "Tell what the network of a run's checkpoint takes files for")
        {
            run, input, epoch, client, runs, output,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
        {
            var settings = NodeConfiguration.Load(file: null, SettingOptions.Overrides(arguments)).Settings;
            var files = RunCatalog.Find(settings.Get(SettingKeys.Runs), arguments.GetValue(run)!);
            var model = CheckpointModels.Open(files, arguments.GetValue(epoch), arguments.GetValue(client),
                line => terminal.Error.WriteLine($"warning: {line}"));
            new PredictProgram(model, arguments.GetValue(output), terminal).Run(arguments.GetValue(input)!);
        }));
        return command;
    }
}
