namespace SplitLearning.Node.Hosting;

/// <summary>Where a command writes to.</summary>
/// <param name="Out">Results and progress.</param>
/// <param name="Error">One line for each failure.</param>
/// <param name="Interactive">Whether a person looks at <paramref name="Out"/>: progress bars instead of lines.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool Interactive)
{
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsOutputRedirected);
}
