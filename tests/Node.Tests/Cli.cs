using SplitLearning.Node.Commands;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Tests;

/// <summary>Runs a command within the test's process.</summary>
internal sealed record Cli(int Code, string Out, string Error)
{
    public static async Task<Cli> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(arguments, new Terminal(output, error, Interactive: false));
        return new(code, Lines(output), Lines(error));
    }

    // The text that was written, with the line ends of the approved files.
    private static string Lines(StringWriter writer) => writer.ToString().ReplaceLineEndings("\n");
}
