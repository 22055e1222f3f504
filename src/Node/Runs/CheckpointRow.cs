using SplitLearning.Models.State;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>A run's checkpoint as far as its parts are on this machine.</summary>
/// <param name="Place">Name of its folders, e.g. <c>epoch-0005</c>.</param>
/// <param name="Turns">Of the epoch behind <paramref name="Epochs"/>.</param>
/// <param name="Written">
/// When the server, or the central run, completed it or last wrote to it; null where that part is elsewhere.
/// </param>
/// <param name="State">complete, damaged or incomplete.</param>
/// <param name="ClientHere">Whether a client model that goes with it is here; null for a central run.</param>
/// <param name="Problems">A line for each part that is damaged or missing.</param>
internal sealed record CheckpointRow(
    string Place, int Epochs, int Turns, DateTimeOffset? Written, string State, bool? ClientHere,
    IReadOnlyList<CheckpointPartRow> Parts, IReadOnlyList<string> Problems)
{
    /// <summary>All of a run's, oldest first; every part is read and checked.</summary>
    /// <exception cref="StateException">A folder cannot be read.</exception>
    public static IReadOnlyList<CheckpointRow> Of(RunFolder run)
    {
        var own = new CheckpointFolder(run.Checkpoints).Entries().Select(entry => (Agent: (string?)null, entry));
        var agents = CheckpointSides.OfAgents(run)
            .SelectMany(side => side.Checkpoints.Entries().Select(entry => (Agent: (string?)side.Agent, entry)));
        return
        [
            .. own.Concat(agents).GroupBy(side => side.entry.Place).OrderBy(sides => sides.Key)
                .Select(sides => Of(sides.Key, [.. sides])),
        ];
    }

    private static CheckpointRow Of(
        CheckpointPlace place, IReadOnlyList<(string? Agent, CheckpointEntry Entry)> sides)
    {
        var own = sides.FirstOrDefault(side => side.Agent is null).Entry;
        var clients = sides.Where(side => side.Agent is not null).ToList();
        var foreign = clients.Where(side => !GoesWith(side.Entry, own)).ToList();
        var isCentral = own?.Files.Any(file => file.File == CheckpointSides.Whole + ".safetensors") ?? false;
        List<string> problems =
        [
            .. own is null ? [$"{place}: the server's part is not here"] : Array.Empty<string>(),
            .. sides.Select(side => side.Entry.Damage).OfType<string>(),
            .. sides.Where(side => side.Entry.IsIncomplete).Select(side => $"{side.Entry.Folder} has no manifest: "
                + "it is being written, or that was broken off"),
            .. foreign.Select(side => $"{side.Entry.Folder} has another client model, or is of another plan, "
                + $"than {own!.Folder}"),
        ];
        var usable = clients.Except(foreign).Any(side => side.Entry.Checkpoint is not null);
        return new(
            place.FolderName, place.Epochs, place.Turns, own?.Written, StateOf(own, clients.Count > 0 && !usable),
            isCentral ? null : usable, [.. sides.SelectMany(side => CheckpointPartRow.Of(side.Agent, side.Entry))],
            problems);
    }

    private static string StateOf(CheckpointEntry? own, bool clientsUnusable) => own switch
    {
        null or { IsIncomplete: true } => "incomplete",
        { Damage: not null } => "damaged",
        _ => clientsUnusable ? "damaged" : "complete",
    };

    private static bool GoesWith(CheckpointEntry client, CheckpointEntry? own) =>
        (client.Checkpoint, own?.Checkpoint) is not ({ } theirs, { } ours)
        || (theirs.PlanSha256 == ours.PlanSha256
            && (ours.ClientSha256 is null || theirs.Parts.Any(part => part.Sha256 == ours.ClientSha256)));
}

/// <summary>A file of a checkpoint.</summary>
/// <param name="Agent">Whose it is; null for the server's or a central run's.</param>
internal sealed record CheckpointPartRow(string? Agent, string File, long Bytes)
{
    public static IEnumerable<CheckpointPartRow> Of(string? agent, CheckpointEntry entry) =>
        entry.Files.Select(file => new CheckpointPartRow(agent, file.File, file.Bytes));
}
