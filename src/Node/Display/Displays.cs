using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Display;

/// <summary>Chooses how a run is shown.</summary>
internal static class Displays
{
    public static IRunDisplay Create(OutputFormat format, Terminal terminal, TimeProvider clock) => format switch
    {
        OutputFormat.Json => new JsonLines(terminal.Out, clock),
        _ when terminal.Interactive => new ProgressBars(terminal.Out),
        _ => new PlainLines(terminal.Out),
    };
}
