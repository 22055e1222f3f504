using SplitLearning.Models.Training;

namespace SplitLearning.Node.Display;

/// <summary>For logs and pipes: a line for each turn, and the table of results at the end.</summary>
internal sealed class PlainLines(TextWriter output) : IRunDisplay
{
    private readonly ResultTable _results = new();

    public void Record(RunEvent runEvent)
    {
        _results.Add(runEvent);
        if (EventText.Of(runEvent, _results.Step) is { } line)
            output.WriteLine(line);
    }

    public void Dispose() => _results.Write(output);
}
