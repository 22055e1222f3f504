using Akka.Actor;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Federated;

/// <summary>The agents' jobs of one order: who is at work, whose result is to be fetched, who is done.</summary>
internal sealed class JobBoard
{
    private readonly List<Entry> _entries = [];

    /// <summary>The result that is being fetched; null for none.</summary>
    public Reported? Fetching { get; private set; }

    public bool IsDone => _entries.All(entry => entry.State == State.Closed);

    public void Add(AgentHost host, RunJob job, TimeSpan now) =>
        _entries.Add(new Entry(host, job) { ProgressAt = now });

    /// <summary>Tells those at work their job; those who know it answer with how far they are.</summary>
    public void TellOpen()
    {
        foreach (var entry in _entries.Where(entry => entry.State == State.Open))
        {
            entry.Host.Ref.Tell(entry.Job);
        }
    }

    public void NoteProgress(AgentHost host, long progress, TimeSpan now)
    {
        if (_entries.Find(entry => entry.Host == host) is { } known && progress > known.Progress)
        {
            (known.Progress, known.ProgressAt) = (progress, now);
        }
    }

    /// <summary>An agent is done.</summary>
    /// <returns>False where that is known.</returns>
    public bool Report(AgentHost host, JobDone done, TimeSpan now)
    {
        if (_entries.Find(entry => entry.Host == host) is not { State: State.Open } open)
        {
            return false;
        }

        (open.State, open.Result, open.ProgressAt) = (State.Reported, done.Result, now);
        return true;
    }

    /// <summary>Where the next result is; null while one is being fetched, and where there is none.</summary>
    public SnapshotSource? NextToFetch()
    {
        if (Fetching is not null || _entries.Find(entry => entry.State == State.Reported) is not { } next)
        {
            return null;
        }

        Fetching = new Reported(next.Host, next.Result);
        return new SnapshotSource(next.Result, next.Host.Holder, next.Host.Name);
    }

    /// <summary>The result that was being fetched has come; to be added before it is closed.</summary>
    /// <returns>False where it is another one, or has come already: from before the run went back, for one.</returns>
    public bool Take(StateHash result)
    {
        if (Fetching?.Result != result || _entries.Find(entry => entry.Host == Fetching.Host) is not
            { State: State.Reported } reported)
        {
            return false;
        }

        reported.State = State.Taken;
        return true;
    }

    /// <summary>The result that was taken is added.</summary>
    public void Close() => Leave(State.Closed);

    /// <summary>It could not be fetched.</summary>
    public void Reopen(TimeSpan now) => Leave(State.Open).ProgressAt = now;

    /// <summary>An agent at work that has not come further for so long; null for none.</summary>
    public AgentHost? Stuck(TimeSpan now, TimeSpan limit) =>
        _entries.Find(entry => entry.State == State.Open && now - entry.ProgressAt >= limit)?.Host;

    private Entry Leave(State next)
    {
        var entry = _entries.Single(entry => entry.Host == Fetching!.Host);
        entry.State = next;
        Fetching = null;
        return entry;
    }

    private enum State
    {
        Open,
        Reported,
        Taken,
        Closed,
    }

    /// <param name="Result">Of the agent's job.</param>
    public sealed record Reported(AgentHost Host, StateHash Result);

    private sealed class Entry(AgentHost host, RunJob job)
    {
        public AgentHost Host => host;

        public RunJob Job => job;

        public State State { get; set; }

        public StateHash Result { get; set; }

        public long Progress { get; set; }

        public TimeSpan ProgressAt { get; set; }
    }
}
