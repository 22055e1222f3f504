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
        var restartAgents = new Option<bool>("--restart-agents")
        {
            Description = "Start an agent again that was lost; at most 5 times a minute",
        };
        var restartServer = new Option<bool>("--restart-server")
        {
            Description = "Start the server again when it was lost; at most 5 times a minute",
        };
        var command = new Command("demo",
            "Show a whole run on this machine: starts a server and its agents as processes and watches them train");
        command.AddRange(SettingOptions.Plan("--agents"));
        command.AddRange([.. SettingOptions.Samples(), SettingOptions.Runs(), runId, restartAgents, restartServer]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var overrides = SettingOptions.Overrides(arguments);
            var settings = NodeConfiguration.Load(file: null, overrides).Settings;
            var restarts = new Restarts(
                arguments.GetValue(restartAgents), arguments.GetValue(restartServer), process.Clock);
            return new DemoProgram(settings, overrides, arguments.GetValue(runId), restarts, process).RunAsync();
        }));
        return command;
    }
}
