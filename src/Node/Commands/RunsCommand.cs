using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using SplitLearning.Node.Report;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning runs</c></summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal) => new(
        "runs", "Look at runs: what they were, and how they compare; go on with one")
    {
        List(terminal),
        Show(terminal),
        Report(terminal),
        Compare(terminal),
        Checkpoints(terminal),
        RunsExportCommand.Create(terminal),
        RunsResumeCommand.Create(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var (runs, json) = (SettingOptions.Runs(), Json());
        var command = new Command("list", "List the runs; folders that are not runs, or damaged, are named")
        {
            runs, json,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
        {
            var catalog = RunCatalog.Read(Folder(arguments));
            var rows = catalog.Runs.Select(RunRow.Of).ToList();
            if (arguments.GetValue(json))
                terminal.Out.Write(RunJson.Pretty(new { Runs = rows, catalog.Foreign }));
            else
                RunText.WriteList(rows, catalog.Foreign, terminal.Out);
        }));
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var (run, runs, json) = (Run(), SettingOptions.Runs(), Json());
        var command = new Command("show", "Show a run: its plan, its outcome, and how each class is found")
        {
            run, runs, json,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
        {
            var files = RunCatalog.Find(Folder(arguments), arguments.GetValue(run)!);
            if (arguments.GetValue(json))
                terminal.Out.Write(RunJson.Pretty(
                    new { Row = RunRow.Of(files), files.Plan, Summary = files.SummaryFields }));
            else
                RunText.WriteRun(files, terminal.Out);
        }));
        return command;
    }

    private static Command Report(Terminal terminal)
    {
        var (run, runs, json) = (Run(), SettingOptions.Runs(), Json());
        var command = new Command("report", "Write report.html anew, one page that needs no network")
        {
            run, runs, json,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
        {
            var folder = RunCatalog.Find(Folder(arguments), arguments.GetValue(run)!).Folder;
            ReportFile.Write(folder);
            if (arguments.GetValue(json))
                terminal.Out.Write(RunJson.Pretty(new { folder.Report }));
            else
                terminal.Out.WriteLine($"Written: {folder.Report}");
        }));
        return command;
    }

    private static Command Compare(Terminal terminal)
    {
        var compared = new Argument<string[]>("RUN")
        {
            Description = "Two runs or more of one workload: names of their folders, or paths",
            Arity = new(2, 100),
        };
        var (runs, json) = (SettingOptions.Runs(), Json());
        var command = new Command("compare",
            "Compare runs: time, accuracy, snapshots, and whether their weights are the same")
        {
            compared, runs, json,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
        {
            var comparison = RunComparison.Of(
                [.. arguments.GetValue(compared)!.Select(run => RunCatalog.Find(Folder(arguments), run))]);
            if (arguments.GetValue(json))
                terminal.Out.Write(RunJson.Pretty(comparison));
            else
                ComparisonText.Write(comparison, terminal.Out);
        }));
        return command;
    }

    private static Command Checkpoints(Terminal terminal)
    {
        var (run, runs, output) = (Run(), SettingOptions.Runs(), CheckpointOptions.Output());
        var command = new Command("checkpoints",
            "List a run's checkpoints with their parts; each is read, and damaged ones are named")
        {
            run, runs, output,
        };
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () =>
        {
            var folder = RunCatalog.Find(Folder(arguments), arguments.GetValue(run)!).Folder;
            var rows = CheckpointRow.Of(folder);
            if (arguments.GetValue(output) == OutputFormat.Json)
                terminal.Out.Write(RunJson.Pretty(new { RunId = folder.Id, Checkpoints = rows }));
            else
                CheckpointText.Write(folder.Id, rows, terminal.Out);
        }));
        return command;
    }

    private static Argument<string> Run() => CheckpointOptions.Run();

    private static Option<bool> Json() => new("--json") { Description = "JSON for programs" };

    private static string Folder(ParseResult arguments) =>
        NodeConfiguration.Load(file: null, SettingOptions.Overrides(arguments)).Settings.Get(SettingKeys.Runs);
}
