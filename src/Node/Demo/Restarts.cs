using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Demo;

/// <summary>Decides which processes of a demo are started again when they end.</summary>
/// <param name="agents">Whether agents are.</param>
/// <param name="server">Whether the server is.</param>
internal sealed class Restarts(bool agents, bool server, TimeProvider clock)
{
    /// <summary>How often a process is started again within <see cref="Interval"/>; then its end counts.</summary>
    public const int Limit = 5;

    /// <summary>Who dies at once each time reaches the limit within it; who is lost now and then never does.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Queue<long>> _times = [];

    /// <summary>Whether agents that are lost come back.</summary>
    public bool OfAgents => agents;

    /// <summary>Whether a server that is lost comes back.</summary>
    public bool OfServer => server;

    /// <summary>Whether starting the process again is wanted and can help, however often it was done.</summary>
    /// <param name="isServer">Whether it is the server that ended.</param>
    public bool Concern(ChildEnded end, bool isServer) =>
        isServer ? server && !IsDecision(end.Code) : agents && !IsEndOfRun(end.Code);

    /// <summary>Counts one more start of the process.</summary>
    /// <returns>False where it has been started too often: it is not to be started again.</returns>
    public bool TryCount(string name)
    {
        if (!_times.TryGetValue(name, out var times))
            _times[name] = times = new();
        var now = clock.GetTimestamp();
        while (times.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= Interval)
            times.Dequeue();
        if (times.Count == Limit)
            return false;

        times.Enqueue(now);
        return true;
    }

    private static bool IsEndOfRun(int code) => (ExitCode)code is ExitCode.Success or ExitCode.RunGivenUp;

    // A server that ends in order has told its agents that the run is over; nobody would come to another one. A port
    // that is still in use may be free the next time.
    private static bool IsDecision(int code) =>
        Enum.IsDefined((ExitCode)code) && (ExitCode)code is not (ExitCode.InternalError or ExitCode.AddressInUse);
}
