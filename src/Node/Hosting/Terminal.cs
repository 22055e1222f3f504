using Spectre.Console;

namespace SplitLearning.Node.Hosting;

/// <summary>Where a command writes to.</summary>
/// <param name="Out">Results and progress.</param>
/// <param name="Error">One line for each failure.</param>
/// <param name="Interactive">Whether a person looks at <paramref name="Out"/>: progress bars instead of lines.</param>
/// <param name="Confirm">Asks a person a question, true for yes; null where nobody could answer.</param>
internal sealed record Terminal(
    TextWriter Out, TextWriter Error, bool Interactive, Func<string, CancellationToken, Task<bool>>? Confirm = null)
{
    public static Terminal OfProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected,
        Console.IsOutputRedirected || Console.IsInputRedirected ? null : Ask);

    private static Task<bool> Ask(string question, CancellationToken stop) =>
        new ConfirmationPrompt(Markup.Escape(question)).ShowAsync(AnsiConsole.Console, stop);
}
