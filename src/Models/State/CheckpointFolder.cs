using System.Globalization;
using IoPath = System.IO.Path;

namespace SplitLearning.Models.State;

/// <summary>The checkpoints of a run: a folder for each, complete only once it has a manifest.</summary>
/// <param name="path">E.g. <c>runs/mnist-7/checkpoints</c>; created when first written to.</param>
public sealed class CheckpointFolder(string path)
{
    private const string EpochPrefix = "epoch-";

    /// <summary>Full path.</summary>
    public string Path { get; } = IoPath.GetFullPath(path);

    /// <summary>Writes the state of one side to <c>epoch-0005/[part].safetensors</c>.</summary>
    /// <param name="part">Name of the side, e.g. <c>server</c> or <c>client</c>.</param>
    /// <param name="state">A safetensors file.</param>
    /// <exception cref="ArgumentException">The part's name is not a plain file name.</exception>
    /// <exception cref="StateException">It cannot be written.</exception>
    public CheckpointPart Write(int epoch, string part, ReadOnlySpan<byte> state)
    {
        var file = FileOf(part);
        if (!IsPlainName(file))
            throw new ArgumentException($"Part '{part}' must be a plain file name", nameof(part));
        AtomicFile.Write(IoPath.Combine(FolderOf(epoch), file), state);
        return new CheckpointPart(file, state.Length, ModelState.HashOf(state));
    }

    /// <summary>Makes the checkpoint exist: checks the parts and writes <c>manifest.json</c>.</summary>
    /// <exception cref="StateException">A part is missing or changed, or the manifest cannot be written.</exception>
    public Checkpoint Complete(int epoch, TrainingPlan plan, IReadOnlyList<CheckpointPart> parts)
    {
        var folder = FolderOf(epoch);
        foreach (var part in parts)
            _ = ReadVerified(folder, part);
        var manifest = new CheckpointManifest(epoch, plan.Sha256(), parts);
        AtomicFile.Write(IoPath.Combine(folder, CheckpointManifest.FileName), manifest.ToJson());
        return new Checkpoint(epoch, folder, manifest.PlanSha256, parts);
    }

    /// <summary>All complete and unchanged checkpoints, oldest first; without a manifest there is none yet.</summary>
    /// <param name="damaged">Is told, in one line each, of those that are torn or changed.</param>
    public IReadOnlyList<Checkpoint> List(Action<string>? damaged = null)
    {
        var checkpoints = new List<Checkpoint>();
        foreach (var (epoch, folder) in Folders())
            try
            {
                checkpoints.Add(Verify(epoch, folder));
            }
            catch (StateException cause)
            {
                damaged?.Invoke(cause.Message);
            }

        return checkpoints;
    }

    /// <summary>The newest complete and unchanged checkpoint, null for none; older ones are not read.</summary>
    /// <param name="damaged">Is told, in one line each, of newer ones that are torn or changed.</param>
    public Checkpoint? Newest(Action<string>? damaged = null)
    {
        foreach (var (epoch, folder) in Folders().Reverse())
            try
            {
                return Verify(epoch, folder);
            }
            catch (StateException cause)
            {
                damaged?.Invoke(cause.Message);
            }

        return null;
    }

    /// <summary>Reads a part and checks it against the manifest's hash.</summary>
    /// <param name="part">Name of the side, as given to <see cref="Write"/>.</param>
    /// <exception cref="StateException">It is missing or changed.</exception>
    public static byte[] Read(Checkpoint checkpoint, string part)
    {
        var found = checkpoint.Parts.FirstOrDefault(candidate => candidate.File == FileOf(part))
            ?? throw new StateException($"{checkpoint.Folder}: expected a part '{part}', found " +
                string.Join(", ", checkpoint.Parts.Select(candidate => candidate.File)));
        return ReadVerified(checkpoint.Folder, found);
    }

    private IEnumerable<(int Epoch, string Folder)> Folders()
    {
        if (!Directory.Exists(Path))
            return [];
        return Directory.EnumerateDirectories(Path, EpochPrefix + "*")
            .Select(folder => (Epoch: EpochOf(folder), Folder: folder))
            .Where(entry => entry.Epoch > 0 && File.Exists(IoPath.Combine(entry.Folder, CheckpointManifest.FileName)))
            .OrderBy(entry => entry.Epoch);
    }

    private static Checkpoint Verify(int epoch, string folder)
    {
        var path = IoPath.Combine(folder, CheckpointManifest.FileName);
        var manifest = CheckpointManifest.Parse(path, ReadAll(path));
        if (manifest.Epoch != epoch)
            throw new StateException($"{path}: expected epoch {epoch}, as its folder says, found {manifest.Epoch}");
        foreach (var part in manifest.Parts)
            _ = ReadVerified(folder, part);
        return new Checkpoint(epoch, folder, manifest.PlanSha256, manifest.Parts);
    }

    private static byte[] ReadVerified(string folder, CheckpointPart part)
    {
        if (!IsPlainName(part.File))
            throw new StateException($"{folder}: '{part.File}' is not a plain file name");
        var path = IoPath.Combine(folder, part.File);
        var content = ReadAll(path);
        if (content.Length != part.Bytes)
            throw new StateException($"{path}: expected {part.Bytes} bytes, found {content.Length}");
        var hash = ModelState.HashOf(content);
        if (hash != part.Sha256)
            throw new StateException($"{path}: expected SHA-256 {part.Sha256}, found {hash}");
        return content;
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"Cannot read {path}: {cause.Message}", cause);
        }
    }

    private static string FileOf(string part) => part + ".safetensors";

    private static bool IsPlainName(string file) =>
        file.Length > 0 && file[0] != '.' && IoPath.GetFileName(file) == file;

    private string FolderOf(int epoch) =>
        IoPath.Combine(Path, EpochPrefix + epoch.ToString("D4", CultureInfo.InvariantCulture));

    private static int EpochOf(string folder)
    {
        var digits = IoPath.GetFileName(folder)[EpochPrefix.Length..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0;
    }
}
