using System.Text.Json.Nodes;
using SplitLearning.Data.Datasets;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>A point of a run as the server tells of it.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Agent">Whose turn it is, from 1.</param>
/// <param name="Batch">The batch of the turn that is done, from 1; <see cref="TurnEnd"/> for the whole turn.</param>
internal readonly record struct Moment(int Epoch, Phase Phase, int Agent, int Batch) : IComparable<Moment>
{
    public const int TurnEnd = int.MaxValue;

    /// <summary>Index of the agent that trains right after this moment, of so many.</summary>
    public int ActiveOf(int agents) => Batch == TurnEnd ? (Agent % agents) + 1 : Agent;

    /// <summary>What a line of the server's <c>--output json</c> tells; null where no progress of a turn.</summary>
    public static Moment? Of(string line)
    {
        if (!line.StartsWith("{\"event\":\"batch\"", StringComparison.Ordinal)
            && !line.StartsWith("{\"event\":\"turn\"", StringComparison.Ordinal))
            return null;

        var told = JsonNode.Parse(line)!;
        return new((int)told["epoch"]!, (string?)told["phase"] == "train" ? Phase.Train : Phase.Test,
            (int)told["agent"]!, (int?)told["batch"] ?? TurnEnd);
    }

    public int CompareTo(Moment other) =>
        (Epoch, Phase, Agent, Batch).CompareTo((other.Epoch, other.Phase, other.Agent, other.Batch));

    public override string ToString() =>
        $"epoch {Epoch} {Phase.ToString().ToLowerInvariant()}, turn {Agent}, "
        + (Batch == TurnEnd ? "end" : $"batch {Batch}");
}
