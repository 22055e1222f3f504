using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning server</c></summary>
internal static class ServerCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = SettingOptions.Config();
        var runId = SettingOptions.RunId();
        var output = SettingOptions.Output();
        var parentPid = SettingOptions.ParentPid();
        var resume = new Option<string>("--resume")
        {
            Description = "Go on with an unfinished run: its name, 'latest' (a new one if there is none), or 'none'",
            HelpName = "latest|RUN|none",
        };
        var command = new Command("server",
            "Run the server: waits for the agents, trains the other layers with them, keeps the files of the run");
        command.Add(config);
        command.AddRange(SettingOptions.Plan("--agents"));
        command.AddRange(
        [
            .. SettingOptions.Address(), SettingOptions.Runs(), runId, resume, output, parentPid,
        ]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, arguments.GetValue(parentPid), process =>
        {
            var given = SettingOptions.Overrides(arguments);
            var start = new ServerStart(arguments.GetValue(runId), arguments.GetValue(resume), given);
            return new ServerProgram(
                NodeConfiguration.Load(arguments.GetValue(config), given), start, arguments.GetValue(output),
                process).RunAsync();
        }));
        return command;
    }
}
