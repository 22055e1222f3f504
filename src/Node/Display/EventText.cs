using System.Globalization;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Display;

/// <summary>What people are told of an event, in one line.</summary>
internal static class EventText
{
    /// <summary>Null for what is not worth a line of its own; warnings have theirs before it.</summary>
    /// <param name="step">What the run counts: <c>epoch</c>, or <c>round</c>.</param>
    public static string? Of(RunEvent runEvent, string step = "epoch") => runEvent switch
    {
        Notice notice => notice.Text,
        ServerListening s =>
            $"Run {s.RunId}: listening on {s.Server}, waiting for {Agents(s.Agents)}.",
        AgentReady a => $"{a.Name}: data: {a.Data} ({a.TrainSamples} samples for training, "
            + $"{a.TestSamples} for testing). Looking for the server at {a.Server}.",
        AgentFinished a => $"{a.Name}: the run is finished.",
        CentralStarted c => $"Run {c.RunId}: data: {c.Data}.",
        FederatedStarted f =>
            $"Run {f.RunId}: {f.Method}{(f.Clients is { } count ? $" over {count} clients" : "")}, data: {f.Data}.",
        RoundFinished { Train: { } train, Test: { } test } r => Invariant(
            $"round {r.Round}  train {Score(train)}  test {Score(test)}  {Tenth(r)}  {r.Seconds:0.0} s"),
        RoundFinished r => Invariant($"round {r.Round}  {r.Participants} clients  {r.Seconds:0.0} s"),
        TurnFinished { Epoch: var epoch, AgentName: var name } t => Invariant(
            $"epoch {epoch} {Name(t.Phase)}  {name,-8}  {Score(t.Loss, t.Correct, t.Total)}  {t.Seconds:0.0} s"),
        EpochFinished e => Invariant(
            $"epoch {e.Epoch} {Name(e.Phase)}  {"all",-8}  {Score(e.Loss, e.Correct, e.Total)}  {e.Seconds:0.0} s"),
        RunResumed r => string.Join('\n',
            [.. r.Damaged.Select(line => $"warning: {line}"), Resumed(r, step)]),
        PlanChanged p => $"The plan has changed: {ChangeText.Of(p)}.",
        StateAwaited s => Awaited(s),
        AgentLost l => $"{l.Agent} is lost in {l.Place}: it {l.Reason}. Waiting for it where it is needed.",
        AgentReturned b => Invariant($"{b.Agent} is back, after {b.Seconds:0.0} s."),
        AgentLeftOut l => $"warning: {l.Agent} is left out: epoch {l.Epoch} goes on without its data.",
        TurnRedone t => $"epoch {t.Epoch} {Name(t.Phase)}  {t.AgentName,-8}  once more: {t.Reason}",
        CheckpointFailed c => $"warning: the checkpoint of epoch {c.Epoch} is left out: {c.Reason}",
        CheckpointWritten c => Invariant($"{step} {c.Epoch} checkpoint written, {c.Seconds:0.0} s"),
        _ => null,
    };

    public static string Score(double loss, int correct, int total) =>
        Invariant($"loss {loss:0.0000}  accuracy {(total == 0 ? 0 : 100.0 * correct / total),6:0.00} %");

    private static string Tenth(RoundFinished round) =>
        Invariant($"bottom decile {100 * (round.BottomDecile ?? 0):0.00} %");

    private static string Score(RoundScore score) =>
        Invariant($"loss {score.Loss:0.0000}  accuracy {100 * score.Accuracy,6:0.00} %");

    /// <summary>The phase's name, padded so that lines stand under each other.</summary>
    public static string Name(Phase phase) => phase == Phase.Train ? "train" : "test ";

    private static string Resumed(RunResumed run, string step) => run switch
    {
        { Checkpoint: "" } => "Beginning anew: there is no checkpoint to go on from.",
        { Turns: 0 } => $"Going on after {step} {run.Epoch}, from {run.Checkpoint}.",
        _ => $"Going on after epoch {run.Epoch} and {run.Turns} turns, from {run.Checkpoint}.",
    };

    private static string Awaited(StateAwaited state) =>
        $"No agent that is here holds the client model of {new CheckpointPlace(state.Epoch, state.Turns)} "
        + $"(state {state.State}). Waiting for one that does"
        + (state.Agents.Count == 0 ? "." : $": {string.Join(" or ", state.Agents)}, with its own runs folder.");

    private static string Agents(int count) => count == 1 ? "1 agent" : $"{count} agents";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
