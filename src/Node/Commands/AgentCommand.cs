using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning agent</c></summary>
internal static class AgentCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = SettingOptions.Config();
        var output = SettingOptions.Output();
        var runId = SettingOptions.RunId();
        var parentPid = SettingOptions.ParentPid();
        runId.Hidden = true; // the demo knows the run beforehand; a person learns it from the server
        var command = new Command("agent",
            "Run an agent: keeps this machine's data here and trains the first layers on it, whenever it is its turn");
        command.AddRange(
        [
            config,
            new SettingOption("--name", SettingKeys.AgentName, "NAME", "Name of this agent, unique in the run"),
            new SettingOption("--server", SettingKeys.AgentServer, "HOST:PORT", "Where the server listens"),
            SettingOptions.Workload(), .. SettingOptions.Samples(), SettingOptions.Weights(),
            new SettingOption("--host", SettingKeys.AgentHost, "HOST", "Address of this machine to listen on"),
            new SettingOption("--port", SettingKeys.AgentPort, "PORT", "Port to listen on, 0 for any free one"),
            new SettingOption(
                "--orphan-timeout", SettingKeys.OrphanTimeout, "TIME", "How long to look for a server lost in mid-run"),
            new SettingOption("--workers", SettingKeys.Workers, "N",
                "Federated training: clients run side by side; as many as processors"),
            SettingOptions.Runs(), output, runId, parentPid,
        ]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, arguments.GetValue(parentPid), process =>
        {
            var configuration = NodeConfiguration.Load(
                arguments.GetValue(config), SettingOptions.Overrides(arguments));
            return new AgentProgram(
                configuration, arguments.GetValue(runId), arguments.GetValue(output), process).RunAsync();
        }));
        return command;
    }
}
