using System.CommandLine;
using SplitLearning.Data.Stores;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning data</c></summary>
internal static class DataCommand
{
    public static Command Create(Terminal terminal) => new("data",
        "Show or draw the data that networks learn from; keep them in a store")
    {
        List(terminal),
        SynthesizeCommand.Create(terminal),
        StoreCommands.Import(terminal),
        StoreCommands.Verify(terminal),
        StoreCommands.Export(terminal),
        StoreCommands.Drop(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var data = new Option<string>("--data")
        {
            HelpName = "DIR",
            Description = "Folder to look in; without it SPLITLEARNING_DATA, ../shared/data, data/",
        };
        var store = new Option<string>("--store")
        {
            HelpName = "URL",
            Description = $"List what is in the stores there instead, e.g. {ShardStores.DefaultUrl}",
        };
        var command = new Command("list", "List the workloads' data: where they are found, and how many samples")
        {
            data, store,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            if (arguments.GetValue(store) is { } url)
                return DataTables.WriteStoresAsync(url, terminal.Out, process.Stop);
            DataTables.WriteAll(arguments.GetValue(data), terminal.Out);
            return Task.CompletedTask;
        }));
        return command;
    }
}
