using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Demo;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning demo</c></summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var runId = SettingOptions.RunId();
        var command = new Command("demo",
            "Show a whole run on this machine: starts a server and its agents as processes and watches them train");
        command.AddRange(SettingOptions.Plan("--agents"));
        command.AddRange([.. SettingOptions.Samples(), SettingOptions.Runs(), runId]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var overrides = SettingOptions.Overrides(arguments);
            var settings = NodeConfiguration.Load(file: null, overrides).Settings;
            return new DemoProgram(settings, overrides, arguments.GetValue(runId), process).RunAsync();
        }));
        return command;
    }
}
