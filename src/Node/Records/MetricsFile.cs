using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>Writes <c>metrics.jsonl</c>: one event a line, each on the disk's cache before the next happens.</summary>
internal sealed class MetricsFile : IRunRecorder, IDisposable
{
    private readonly string _path;
    private readonly StreamWriter _writer;

    public MetricsFile(string path)
    {
        _path = path;
        _writer = Storage.Guard(path, () => new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" });
    }

    public void Record(RunEvent runEvent)
    {
        if (runEvent is not (BatchFinished or PassingEvent))
            Storage.Guard(_path, () => _writer.WriteLine(RunJson.ToLine(runEvent)));
    }

    public void Dispose() => _writer.Dispose();
}
