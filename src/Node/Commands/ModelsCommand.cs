using System.CommandLine;
using SplitLearning.Models;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning models</c></summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal) => new("models", "Show what can be trained")
    {
        List(terminal),
        Show(terminal),
        Export(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "List the workloads with their networks, and where these are cut by default");
        command.SetAction((_, _) => CommandRunner.RunAsync(terminal, () => ModelTables.WriteAll(terminal.Out)));
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Name of a workload or of a network" };
        var cut = new Option<string>("--cut")
        {
            HelpName = "LAYER",
            Description = "Last layer that stays with the agents [default: the network's own]",
        };
        var optimizer = new Option<OptimizerKind?>("--optimizer")
        {
            HelpName = "sgd|adam|adamw",
            Description = "Whose memory is part of the snapshot [default: the workload's own]",
        };
        optimizer.AcceptOnlyFromAmong([.. Enum.GetValues<OptimizerKind>().Select(OptimizerKinds.Word)]);
        var command = new Command("show",
            "Show a network: its layers, which run where, both shares, what a cut sends, and the parameters")
        {
            name, cut, optimizer,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
            ModelTables.Write(
                arguments.GetValue(name)!, arguments.GetValue(cut), arguments.GetValue(optimizer), terminal.Out)));
        return command;
    }

    private static Command Export(Terminal terminal)
    {
        var run = new Option<string>("--run")
        {
            HelpName = "RUN",
            Description = "Id or folder of a run, whose newest checkpoint is taken, or the folder of a checkpoint",
            Required = true,
        };
        var file = new Option<string>("--out")
        {
            HelpName = "FILE",
            Description = "The safetensors file to write; it must not exist",
            Required = true,
        };
        var command = new Command("export",
            "Write the weights of a run's checkpoint under torchvision's names: for PyTorch, or to start another run")
        {
            run, file,
        };
        command.Add(SettingOptions.Runs());
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
        {
            var settings = NodeConfiguration.Load(file: null, SettingOptions.Overrides(arguments)).Settings;
            WeightsExport.Write(
                arguments.GetValue(run)!, settings.Get(SettingKeys.Runs), arguments.GetValue(file)!, terminal.Out);
        }));
        return command;
    }
}
