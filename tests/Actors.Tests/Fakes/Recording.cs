using System.Collections.Concurrent;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>Keeps the events of a run.</summary>
internal sealed class Recording : IRunRecorder
{
    private readonly ConcurrentQueue<RunEvent> _events = new();

    /// <summary>Recording an event of this type throws.</summary>
    public Type? Fails { get; set; }

    public IReadOnlyList<RunEvent> Events => [.. _events];

    public void Record(RunEvent runEvent)
    {
        if (runEvent.GetType() == Fails)
            throw new IOException("metrics.jsonl: no space left on device");
        _events.Enqueue(runEvent);
    }

    public IReadOnlyList<T> Of<T>()
        where T : RunEvent => [.. _events.OfType<T>()];
}
