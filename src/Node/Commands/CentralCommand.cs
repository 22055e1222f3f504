using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning central</c></summary>
internal static class CentralCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = SettingOptions.Config();
        var runId = SettingOptions.RunId();
        var output = SettingOptions.Output();
        var resume = new Option<string>("--resume")
        {
            HelpName = "RUN",
            Description = "Go on with an unfinished central run from its last checkpoint, with its own plan",
        };
        var fresh = new Option<bool>("--new")
        {
            Description = "Start a new run without asking, though an unfinished one of the workload is there",
        };
        var command = new Command("central",
            "Train the whole network in this process, without agents: the baseline to compare a split run with");
        command.Add(config);
        command.AddRange(SettingOptions.Plan("--as-agents"));
        command.AddRange([.. SettingOptions.Samples(), SettingOptions.Runs(), runId, resume, fresh, output]);
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) is not null && (result.GetValue(fresh) || result.GetValue(runId) is not null))
                result.AddError("--resume goes on with a run: neither --new nor --run-id goes with it.");
        });
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var given = SettingOptions.Overrides(arguments);
            var start = new CentralStart(
                arguments.GetValue(runId), arguments.GetValue(resume), arguments.GetValue(fresh), given);
            return new CentralProgram(
                NodeConfiguration.Load(arguments.GetValue(config), given), start, arguments.GetValue(output),
                process).RunAsync();
        }));
        return command;
    }
}
