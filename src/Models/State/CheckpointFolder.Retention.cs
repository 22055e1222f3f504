using IoPath = System.IO.Path;

namespace SplitLearning.Models.State;

/// <content>Old checkpoints go.</content>
public sealed partial class CheckpointFolder
{
    /// <summary>Deletes all other complete checkpoints, and incomplete ones older than the newest kept.</summary>
    /// <remarks>
    /// The manifest goes first: broken off at any point, this leaves checkpoints that are complete or none, never one
    /// that seems to be. Newer incomplete ones may be in the writing. What somebody else deletes meanwhile is no error.
    /// </remarks>
    /// <exception cref="StateException">One cannot be deleted; the message names it. Others may be gone.</exception>
    public void KeepOnly(IReadOnlyCollection<CheckpointPlace> keep)
    {
        var newest = keep.DefaultIfEmpty().Max();
        foreach (var (place, folder) in Folders())
            if (!keep.Contains(place) && (IsComplete((place, folder)) || place < newest))
                Drop(folder);
    }

    private static void Drop(string folder)
    {
        try
        {
            AtomicFile.Delete(IoPath.Combine(folder, CheckpointManifest.FileName));
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception cause) when (cause is DirectoryNotFoundException or FileNotFoundException)
        {
            // Somebody else was faster.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"Cannot delete {folder}: {cause.Message}", cause);
        }
    }
}
