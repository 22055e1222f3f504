using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>Writes <c>metrics.jsonl</c>: one event a line, each on the disk's cache before the next happens.</summary>
/// <remarks>Every line ends with <c>at</c>, the seconds since the beginning of the run.</remarks>
internal sealed class MetricsFile : IDisposable
{
    private readonly string _path;
    private readonly StreamWriter _writer;

    /// <param name="path">What is there already stays.</param>
    /// <exception cref="Hosting.NodeFailureException">It cannot be written.</exception>
    public MetricsFile(string path)
    {
        _path = path;
        _writer = Storage.Guard(path, () => Open(path));
    }

    /// <param name="at">Seconds since the beginning of the run.</param>
    public void Record(RunEvent runEvent, double at)
    {
        if (runEvent is not (BatchFinished or PassingEvent))
            Storage.Guard(_path, () => _writer.WriteLine(RunJson.ToLine(runEvent, at)));
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>What the file adds up to; torn lines, and those of later versions, are passed over.</summary>
    public static RunHistory Read(string path)
    {
        var history = new RunHistory();
        if (!File.Exists(path))
            return history;

        Storage.GuardRead(path, () =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            while (reader.ReadLine() is { } line)
                if (RunJson.TryParse(line) is { } runEvent)
                    history.Add(runEvent, RunJson.At(line) ?? history.Seconds);
        });
        return history;
    }

    private static StreamWriter Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var isTorn = file.Length > 0 && LastByte(file) != '\n';
        file.Seek(0, SeekOrigin.End);
        var writer = new StreamWriter(file) { AutoFlush = true, NewLine = "\n" };
        if (isTorn) // the power failed in mid-line; the next event must not be lost with it
            writer.WriteLine();
        return writer;
    }

    private static int LastByte(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }
}
