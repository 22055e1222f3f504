using Messages = SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Wire;

internal static class RunEndCodecs
{
    public static IEnumerable<Codec> All { get; } =
    [
        Codec.Of(
            "run-ended", RunEnded.Parser,
            (Messages.RunEnded m) => new RunEnded
            {
                Completed = m.Completed,
                Reason = m.Reason,
                CanGoOn = m.CanGoOn,
            },
            h => new(h.Completed, h.Reason) { CanGoOn = h.CanGoOn }),
        Codec.Of(
            "run-ended-seen", RunEndedSeen.Parser, (Messages.RunEndedSeen _) => new RunEndedSeen(), _ => new()),
        Codec.Of(
            "agent-leaving", AgentLeaving.Parser,
            (Messages.AgentLeaving m) => new AgentLeaving { Reason = m.Reason },
            h => new(h.Reason)),
    ];
}
