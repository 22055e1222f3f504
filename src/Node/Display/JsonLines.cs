using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Display;

/// <summary>For programs: one event a line. Of the batches only some, so that a reader is not flooded.</summary>
internal sealed class JsonLines(TextWriter output, TimeProvider clock) : IRunDisplay
{
    private static readonly TimeSpan BatchInterval = TimeSpan.FromMilliseconds(200);

    private long _lastBatch;

    public void Record(RunEvent runEvent)
    {
        if (runEvent is BatchFinished && !IsBatchDue())
            return;

        try
        {
            output.WriteLine(RunJson.ToLine(runEvent));
        }
        catch (IOException)
        {
            // The reader has gone. That must not end the training; ParentWatch does if the reader was the parent.
        }
    }

    public void Dispose() => output.Flush();

    private bool IsBatchDue()
    {
        var now = clock.GetTimestamp();
        if (_lastBatch != 0 && clock.GetElapsedTime(_lastBatch, now) < BatchInterval)
            return false;

        _lastBatch = now;
        return true;
    }
}
