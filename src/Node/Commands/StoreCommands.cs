using System.CommandLine;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary>Those of <c>splitlearning data</c> that deal with stores.</summary>
internal static class StoreCommands
{
    public static Command Import(Terminal terminal)
    {
        var (workload, store, from) = (WorkloadArgument(), StoreOption(), FromOption());
        var onBadSample = new Option<string>("--on-bad-sample")
        {
            HelpName = "stop|skip",
            Description = "stop: a damaged sample ends the import; skip: it is left out and listed [default: stop]",
        };
        var testFraction = new Option<string>("--test-fraction")
        {
            HelpName = "X",
            Description = "Share kept for testing where the files have no test part [default: 0.1]",
        };
        var command = new Command("import",
            "Put a workload's files into a store; an import that was broken off goes on where it stopped")
        {
            workload, from, store, onBadSample, testFraction,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
            Programs(arguments, workload, store, process).ImportAsync(new DatasetOptions
            {
                Folder = arguments.GetValue(from),
                OnBadSample = Value(arguments, onBadSample, SettingKeys.OnBadSample, BadSamplePolicy.Stop),
                TestFraction = Value(
                    arguments, testFraction, SettingKeys.TestFraction, new DatasetOptions().TestFraction),
            })));
        return command;
    }

    public static Command Verify(Terminal terminal)
    {
        var (workload, store, from) = (WorkloadArgument(), StoreOption(), FromOption());
        var repair = new Option<bool>("--repair")
        {
            Description = "Fetch missing and changed samples from the files again, remove those that are too many",
        };
        var command = new Command("verify", "Compare every sample of a store with what was imported")
        {
            workload, store, repair, from,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var programs = Programs(arguments, workload, store, process);
            return arguments.GetValue(repair)
                ? programs.RepairAsync(new DatasetOptions { Folder = arguments.GetValue(from) })
                : programs.VerifyAsync();
        }));
        return command;
    }

    public static Command Export(Terminal terminal)
    {
        var (workload, store) = (WorkloadArgument(), StoreOption());
        var folder = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "Folder to write to",
            Required = true,
        };
        var command = new Command("export", "Write every sample of a store as a file") { workload, store, folder };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
            Programs(arguments, workload, store, process).ExportAsync(arguments.GetValue(folder)!)));
        return command;
    }

    public static Command Drop(Terminal terminal)
    {
        var (workload, store) = (WorkloadArgument(), StoreOption());
        var command = new Command("drop", "Remove everything that is in a workload's store; files stay")
        {
            workload, store,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
            Programs(arguments, workload, store, process).DropAsync()));
        return command;
    }

    private static StorePrograms Programs(
        ParseResult arguments, Argument<string> workload, Option<string> store, ProcessScope process) =>
        new(arguments.GetValue(workload)!, arguments.GetValue(store) ?? ShardStores.DefaultUrl, process);

    private static T Value<T>(ParseResult arguments, Option<string> option, SettingKey<T> rule, T otherwise) =>
        arguments.GetValue(option) is not { } text ? otherwise
        : rule.Read(text) is [var value] ? value
        : throw new ConfigurationErrorException($"{option.Name} is '{text}'; it must be {rule.Expected}.");

    private static Argument<string> WorkloadArgument() => new("WORKLOAD") { Description = "Whose data, e.g. oct" };

    private static Option<string> StoreOption() => new("--store")
    {
        HelpName = "URL",
        Description = $"{ShardStores.Forms} [default: {ShardStores.DefaultUrl}]",
    };

    private static Option<string> FromOption() => new("--from")
    {
        HelpName = "DIR",
        Description = "Folder of the files; without it SPLITLEARNING_DATA, ../shared/data, data/",
    };
}
