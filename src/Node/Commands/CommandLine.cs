using System.CommandLine;
using System.CommandLine.Help;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Commands;

/// <summary>The commands of the program <c>splitlearning</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <returns>The exit code; a failure has been reported in one line.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        var parsed = Create(terminal).Parse(arguments);
        if (parsed.Errors.Count > 0)
            return (int)UsageError(parsed, terminal);

        return await parsed.InvokeAsync(new()
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // StopSignals handles Ctrl-C: the actors have their own order of stopping
        });
    }

    // Not a RootCommand: that takes its name from the host process, which is another one in tests.
    private static Command Create(Terminal terminal) => new("splitlearning",
        "Trains one network together with those who may not pool their data: the first layers run where the data is.")
    {
        new HelpOption(),
        new VersionOption(),
        DemoCommand.Create(terminal),
        ServerCommand.Create(terminal),
        AgentCommand.Create(terminal),
        CentralCommand.Create(terminal),
        FederateCommand.Create(terminal),
        ModelsCommand.Create(terminal),
        RunsCommand.Create(terminal),
        PredictCommand.Create(terminal),
        DataCommand.Create(terminal),
        ClusterCommand.Create(terminal),
        ActorsCommand.Create(terminal),
        CheckConfigCommand.Create(terminal),
    };

    private static ExitCode UsageError(ParseResult parsed, Terminal terminal)
    {
        var path = new List<string>();
        for (var result = parsed.CommandResult; result is not null;
             result = result.Parent as System.CommandLine.Parsing.CommandResult)
            path.Insert(0, result.Command.Name);
        terminal.Error.WriteLine(
            $"error: {OneLine.Of(parsed.Errors[0].Message)} See '{string.Join(' ', path)} --help'.");
        return ExitCode.Usage;
    }
}
