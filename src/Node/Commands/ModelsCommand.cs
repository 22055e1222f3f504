using System.CommandLine;
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
    };

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "List the workloads: dataset, network, and where it is cut by default");
        command.SetAction((_, _) => CommandRunner.RunAsync(terminal, () => ModelTables.WriteAll(terminal.Out)));
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the workload, e.g. mnist" };
        var cut = new Option<string>("--cut")
        {
            HelpName = "LAYER",
            Description = "Last layer that stays with the agents [default: the workload's own]",
        };
        var command = new Command("show",
            "Show a network's layers: shapes, parameters, and which run where; all but the last can be the cut")
        {
            name, cut,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
            ModelTables.Write(arguments.GetValue(name)!, arguments.GetValue(cut), terminal.Out)));
        return command;
    }
}
