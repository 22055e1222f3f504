using SplitLearning.Models.Training;

namespace SplitLearning.Node.Display;

/// <summary>For logs and pipes: a line for each turn, and the table of results at the end.</summary>
internal sealed class PlainLines(TextWriter output) : IRunDisplay
{
    private readonly ResultTable _results = new();

    public void Record(RunEvent runEvent)
    {
        if (EventText.Of(runEvent) is { } line)
            output.WriteLine(line);
        _results.Add(runEvent);
    }

    public void Dispose() => _results.Write(output);
}
