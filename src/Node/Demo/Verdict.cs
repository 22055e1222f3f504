using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Demo;

/// <summary>Decides from the ends of the processes how the demo ends.</summary>
internal sealed class Verdict(int processes)
{
    private readonly List<ChildEnded> _ended = [];

    /// <summary>Whether a process has ended well, which none does before the run is over.</summary>
    public bool IsRunOver => _ended.Any(end => end.Code == 0);

    /// <summary>Whether every process has ended well.</summary>
    public bool IsSuccess => _ended.Count == processes && _ended.All(end => end.Code == 0);

    /// <exception cref="NodeFailureException">The process failed and its own words say why.</exception>
    public void Add(ChildEnded end, bool isServer)
    {
        _ended.Add(end);
        if (end.Code != 0 && (isServer || KnowsTheCause(end.Code)))
            throw Failure(end);
    }

    /// <summary>For a process that was started again too often.</summary>
    public static NodeFailureException GivenUp(ChildEnded end)
    {
        var failure = Failure(end);
        return new(failure.Code, $"{failure.Message.TrimEnd('.')}. It was started again {Restarts.Limit} times within "
            + $"{Restarts.Interval.TotalSeconds:0} seconds.");
    }

    /// <summary>The best explanation when nobody's own words come any more.</summary>
    public NodeFailureException Late() => _ended.FirstOrDefault(end => end.Code != 0) is { } suspect
        ? Failure(suspect)
        : new(ExitCode.InternalError, $"Only {_ended.Count} of {processes} processes ended with the run.");

    // An agent that was killed, or lost the server, does not know the cause; the server names it.
    private static bool KnowsTheCause(int code) =>
        Enum.IsDefined((ExitCode)code)
        && (ExitCode)code is not (ExitCode.ServerUnreachable or ExitCode.RunGivenUp or ExitCode.ServerStopped
            or ExitCode.Interrupted);

    private static NodeFailureException Failure(ChildEnded end) => Enum.IsDefined((ExitCode)end.Code)
        ? new((ExitCode)end.Code, $"{end.Name}: {(end.Error.Length > 0 ? end.Error : $"exit code {end.Code}")}")
        : new(ExitCode.AgentLost, $"{end.Name} ended unexpectedly with exit code {end.Code}. {end.Error}".Trim());
}
