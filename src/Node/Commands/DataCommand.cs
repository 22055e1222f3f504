using System.CommandLine;
using SplitLearning.Data.Stores;
using SplitLearning.Node.Configuration;
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
        Synthesize(terminal),
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

    private static Command Synthesize(Terminal terminal)
    {
        var workload = new Argument<string>("WORKLOAD") { Description = "Whose data, e.g. oct" };
        var folder = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "Folder to write to: empty, or not there yet",
            Required = true,
        };
        var count = Number("--count", "N", "Samples for training; for malaria all samples");
        count.Required = true;
        var testCount = Number("--test-count", "N", "Samples for testing [default: a fifth of --count]");
        var seed = Number("--seed", "N", "Seed of the samples [default: that of the data that runs draw]");
        var command = new Command("synthesize", "Write synthetic data in the on-disk form of a workload's real data")
        {
            workload, folder, count, testCount, seed,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var program = new SynthesizeProgram(arguments.GetValue(workload)!, arguments.GetValue(folder)!,
                Whole(arguments, count, 1, SynthesizeProgram.MaxCount) ?? 0,
                Whole(arguments, testCount, 1, SynthesizeProgram.MaxCount),
                Whole(arguments, seed, long.MinValue, long.MaxValue));
            return Task.Run(() => program.Run(process));
        }));
        return command;
    }

    private static Option<string> Number(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    private static long? Whole(ParseResult arguments, Option<string> option, long least, long most)
    {
        if (arguments.GetValue(option) is not { } text)
            return null;
        var rule = ValueRules.Whole(option.Name, least, most);
        return rule.Read(text) is [var value]
            ? value
            : throw new ConfigurationErrorException($"{option.Name} is '{text}'; it must be {rule.Expected}.");
    }
}
