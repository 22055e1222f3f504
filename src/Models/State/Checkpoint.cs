namespace SplitLearning.Models.State;

/// <summary>A complete checkpoint: all of its files are there and unchanged.</summary>
/// <param name="Epoch">The epoch after which it was written.</param>
/// <param name="Folder">Full path of its folder.</param>
/// <param name="PlanSha256">Hash of the plan of its run: see <see cref="TrainingPlan.Sha256"/>.</param>
/// <param name="Parts">Its files, one for each side.</param>
public sealed record Checkpoint(int Epoch, string Folder, string PlanSha256, IReadOnlyList<CheckpointPart> Parts)
{
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
