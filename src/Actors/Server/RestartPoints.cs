using SplitLearning.Actors.Protocols;

namespace SplitLearning.Actors.Server;

/// <summary>Where the run can go on from, oldest first: the seed's place, the checkpoints', the newest two.</summary>
internal sealed class RestartPoints
{
    // As many as agents hold in memory (HeldStates): the newest state, and the one before it.
    private const int InMemory = 2;

    private readonly List<RestartPoint> _points;

    /// <param name="seed">The beginning of the run: whoever has the plan has its states.</param>
    public RestartPoints(RestartPoint seed) => _points = [seed];

    public RestartPoint Newest => _points[^1];

    /// <summary>States of the client model whose counterparts the server model must keep in memory.</summary>
    public IReadOnlyList<StateHash> Kept =>
        [.. _points.Select(point => point.Server).OfType<ServerModelProtocol.KeptState>().Select(kept => kept.Client)];

    /// <summary>There are checkpoints of an earlier life of the server.</summary>
    public bool HasStored => _points.Any(point => point is { IsDurable: true, Client: not null });

    /// <summary>Turns that change nothing move the newest point on; others add one.</summary>
    public void Add(RestartPoint point)
    {
        if (Newest.Client == point.Client)
        {
            _points[^1] = point with { Server = Newest.Server, IsDurable = Newest.IsDurable };
            return;
        }

        _points.Add(point);
        var old = _points.FindIndex(p => !p.IsDurable);
        if (_points.Count(p => !p.IsDurable) > InMemory)
        {
            _points.RemoveAt(old);
        }
    }

    /// <summary>A checkpoint from an earlier life of the server; they come oldest first, before all else.</summary>
    public void AddStored(RestartPoint point) => _points.Add(point);

    /// <summary>The newest point has been written to disk.</summary>
    public void MakeNewestDurable(StartState server)
    {
        var newest = Newest;
        _points.RemoveAll(point => point.IsDurable && point.Client is not null && point != newest);
        _points[^1] = newest with { Server = server, IsDurable = true };
    }

    /// <summary>The same place, with other states.</summary>
    public void ReplaceNewest(RestartPoint point) => _points[^1] = point;

    /// <summary>The newest one that fits; what comes after it is forgotten.</summary>
    /// <returns>Null: none fits, nothing is forgotten.</returns>
    public RestartPoint? GoBackTo(Predicate<RestartPoint> fits)
    {
        var at = _points.FindLastIndex(fits);
        if (at < 0)
        {
            return null;
        }

        _points.RemoveRange(at + 1, _points.Count - at - 1);
        return Newest;
    }
}
