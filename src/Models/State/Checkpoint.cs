using SplitLearning.Models.Training;

namespace SplitLearning.Models.State;

/// <summary>A complete checkpoint: all of its files are there and unchanged.</summary>
/// <param name="Place">Where in the run it was written.</param>
/// <param name="Folder">Full path of its folder.</param>
/// <param name="PlanSha256">Hash of the plan of its run: see <see cref="TrainingPlan.Sha256"/>.</param>
/// <param name="Parts">Its files, one for each side.</param>
public sealed record Checkpoint(
    CheckpointPlace Place, string Folder, string PlanSha256, IReadOnlyList<CheckpointPart> Parts)
{
    /// <summary>Hash of the client model's state that goes with the server's part; null where none is named.</summary>
    public string? ClientSha256 { get; init; }

    /// <summary>Scores of the phase under way, so far; null between phases, and where nobody keeps them.</summary>
    public PhaseScores? Phase { get; init; }

    /// <summary>Whether one side's part is in it.</summary>
    /// <param name="part">Name of the side, as given to <see cref="CheckpointFolder.Write"/>.</param>
    public bool Has(string part) => Parts.Any(candidate => candidate.File == CheckpointFolder.FileOf(part));

    /// <summary>Full paths of its files, the manifest last.</summary>
    public IReadOnlyList<string> Files =>
    [
        .. Parts.Select(part => Path.Combine(Folder, part.File)), Path.Combine(Folder, CheckpointManifest.FileName),
    ];
}

/// <summary>One file of a checkpoint.</summary>
/// <param name="File">Name within the checkpoint's folder, e.g. <c>server.safetensors</c>.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Hash of the content, lower-case hex.</param>
public sealed record CheckpointPart(string File, long Bytes, string Sha256);
