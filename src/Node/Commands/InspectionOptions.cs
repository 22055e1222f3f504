using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Inspection;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Commands;

/// <summary>The options of commands that ask a running node; each command has its own.</summary>
internal sealed class InspectionOptions
{
    private readonly Option<string> _node = new("--node")
    {
        HelpName = "HOST:PORT",
        Description = "Address of the node, on this machine, as it says itself [default: the server's by the settings]",
    };

    private readonly Option<string> _config = SettingOptions.Config();

    private readonly Option<bool> _json = new("--json") { Description = "JSON for programs" };

    /// <summary>Gives a command these options and has it show the answer to a question.</summary>
    public static Command Add<TAnswer>(
        Command command, Terminal terminal, Func<RunningNode, ParseResult, Task<TAnswer>> ask,
        Action<TAnswer, TextWriter> show)
    {
        var options = new InspectionOptions();
        command.AddRange([options._node, options._config, options._json]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, async _ =>
        {
            await using var node = options.Node(arguments);
            var answer = await ask(node, arguments);
            if (arguments.GetValue(options._json))
                terminal.Out.Write(RunJson.Pretty(answer));
            else
                show(answer, terminal.Out);
        }));
        return command;
    }

    private RunningNode Node(ParseResult arguments)
    {
        var configuration = NodeConfiguration.Load(arguments.GetValue(_config), []);
        return RunningNode.At(
            arguments.GetValue(_node)
                ?? $"{configuration.Settings.Get(SettingKeys.ServerHost)}:"
                + configuration.Settings.Get(SettingKeys.ServerPort),
            configuration);
    }
}
