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
        var command = new Command("central",
            "Train the whole network in this process, without agents: the baseline to compare a split run with");
        command.Add(config);
        command.AddRange(SettingOptions.Plan("--as-agents"));
        command.AddRange([.. SettingOptions.Samples(), SettingOptions.Runs(), runId, output]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var configuration = NodeConfiguration.Load(
                arguments.GetValue(config), SettingOptions.Overrides(arguments));
            return new CentralProgram(
                configuration, arguments.GetValue(runId), arguments.GetValue(output), process).RunAsync();
        }));
        return command;
    }
}
