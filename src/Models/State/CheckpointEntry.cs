namespace SplitLearning.Models.State;

/// <summary>A checkpoint's folder, whatever its condition.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Files">The parts' files and their sizes in bytes, as they are now; by name.</param>
/// <param name="Written">When its manifest was written; without one, when its folder last changed.</param>
/// <param name="Checkpoint">Null unless it is complete and unchanged.</param>
/// <param name="Damage">One line that names the file and what is wrong; null when nothing is.</param>
public sealed record CheckpointEntry(
    CheckpointPlace Place, string Folder, IReadOnlyList<(string File, long Bytes)> Files, DateTimeOffset Written,
    Checkpoint? Checkpoint, string? Damage)
{
    /// <summary>Whether it has no manifest: it is being written, or writing it was broken off.</summary>
    public bool IsIncomplete => Checkpoint is null && Damage is null;
}
