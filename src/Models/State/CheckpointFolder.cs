using SplitLearning.Models.Training;
using IoPath = System.IO.Path;

namespace SplitLearning.Models.State;

/// <summary>The checkpoints of a run: a folder for each, complete only once it has a manifest.</summary>
/// <param name="path">E.g. <c>runs/mnist-7/checkpoints</c>; created when first written to.</param>
public sealed partial class CheckpointFolder(string path)
{
    private const string Extension = ".safetensors";

    /// <summary>Full path.</summary>
    public string Path { get; } = IoPath.GetFullPath(path);

    /// <summary>Writes the state of one side to <c>epoch-0005/[part].safetensors</c>.</summary>
    /// <param name="place">Where in the run it is the state of; <c>epoch-0005-turn-02</c> between turns.</param>
    /// <param name="part">Name of the side, e.g. <c>server</c> or <c>client</c>.</param>
    /// <param name="state">A safetensors file.</param>
    /// <exception cref="ArgumentException">
    /// The part's name is not a plain file name, or the place is before the first turn.
    /// </exception>
    /// <exception cref="StateException">It cannot be written; what was there is as it was.</exception>
    public CheckpointPart Write(CheckpointPlace place, string part, ReadOnlySpan<byte> state)
    {
        var file = FileOf(part);
        if (!IsPlainName(file))
            throw new ArgumentException($"Part '{part}' must be a plain file name", nameof(part));
        AtomicFile.Write(IoPath.Combine(FolderOf(place), file), state);
        return new CheckpointPart(file, state.Length, ModelState.HashOf(state));
    }

    /// <summary>Makes the checkpoint exist: checks the parts and writes <c>manifest.json</c>.</summary>
    /// <param name="clientSha256">
    /// Hash of the client model's state that the server's part goes with; null for the other sides.
    /// </param>
    /// <param name="phase">Scores of the phase under way, so far; null where there are none.</param>
    /// <exception cref="StateException">A part is missing or changed, or the manifest cannot be written.</exception>
    public Checkpoint Complete(
        CheckpointPlace place, TrainingPlan plan, IReadOnlyList<CheckpointPart> parts, string? clientSha256 = null,
        PhaseScores? phase = null) => Complete(place, plan.Sha256(), parts, clientSha256, phase);

    /// <param name="planSha256">Hash of the plan, whatever kind of plan it is.</param>
    /// <inheritdoc cref="Complete(CheckpointPlace, TrainingPlan, IReadOnlyList{CheckpointPart}, string, PhaseScores)"/>
    public Checkpoint Complete(
        CheckpointPlace place, string planSha256, IReadOnlyList<CheckpointPart> parts, string? clientSha256 = null,
        PhaseScores? phase = null)
    {
        var folder = FolderOf(place);
        phase?.EnsureConsistent();
        foreach (var part in parts)
            _ = ReadVerified(folder, part);
        var manifest = new CheckpointManifest(
            CheckpointManifest.NewestFormat, place.Epochs, place.Turns, planSha256, clientSha256, phase, parts);
        AtomicFile.Write(IoPath.Combine(folder, CheckpointManifest.FileName), manifest.ToJson());
        return CheckpointOf(manifest, folder);
    }

    /// <summary>All complete and unchanged checkpoints, oldest first; without a manifest there is none yet.</summary>
    /// <param name="damaged">Is told, in one line each, of those that are torn or changed.</param>
    public IReadOnlyList<Checkpoint> List(Action<string>? damaged = null) =>
        [.. Folders().Where(IsComplete).Select(entry => TryVerify(entry, damaged)).OfType<Checkpoint>()];

    /// <summary>The newest complete and unchanged checkpoint, null for none; older ones are not read.</summary>
    /// <param name="damaged">Is told, in one line each, of newer ones that are torn or changed.</param>
    /// <param name="before">Only those of earlier places; null for all.</param>
    public Checkpoint? Newest(Action<string>? damaged = null, CheckpointPlace? before = null) =>
        Folders().Where(entry => IsComplete(entry) && (before is null || entry.Place < before)).Reverse()
            .Select(entry => TryVerify(entry, damaged)).OfType<Checkpoint>()
            .FirstOrDefault();

    /// <summary>All of them, complete or not, oldest first; every part is read and checked.</summary>
    /// <exception cref="StateException">The folder cannot be read.</exception>
    public IReadOnlyList<CheckpointEntry> Entries() => [.. Folders().Select(EntryOf).OfType<CheckpointEntry>()];

    /// <summary>The places of those that have a manifest, oldest first; nothing is read.</summary>
    /// <exception cref="StateException">The folder cannot be read.</exception>
    public IReadOnlyList<CheckpointPlace> Places() => [.. Folders().Where(IsComplete).Select(entry => entry.Place)];

    /// <summary>The checkpoint of a place.</summary>
    /// <exception cref="StateException">There is none, or it is torn or changed; the message says which.</exception>
    public Checkpoint Open(CheckpointPlace place)
    {
        var folder = FolderOf(place);
        if (!IsComplete((place, folder)))
            throw new StateException($"{Path} has no checkpoint of {place}; it has " +
                (Places() is { Count: > 0 } places ? string.Join(", ", places) : "none"));
        return Verify(place, folder);
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

    private IReadOnlyList<(CheckpointPlace Place, string Folder)> Folders() => Guarded(Path, () =>
        !Directory.Exists(Path)
            ? []
            : (IReadOnlyList<(CheckpointPlace, string)>)
            [
                .. from folder in Directory.EnumerateDirectories(Path)
                   let place = CheckpointPlace.OfFolder(IoPath.GetFileName(folder))
                   where place is not null
                   orderby place.Value
                   select (place.Value, folder),
            ]);

    private static bool IsComplete((CheckpointPlace Place, string Folder) entry) =>
        File.Exists(IoPath.Combine(entry.Folder, CheckpointManifest.FileName));

    private static Checkpoint? TryVerify((CheckpointPlace Place, string Folder) entry, Action<string>? damaged)
    {
        try
        {
            return Verify(entry.Place, entry.Folder);
        }
        catch (StateException cause)
        {
            damaged?.Invoke(cause.Message);
            return null;
        }
    }

    /// <returns>Null when it has been deleted meanwhile, as a run under way does with its old ones.</returns>
    private static CheckpointEntry? EntryOf((CheckpointPlace Place, string Folder) entry) => Guarded(entry.Folder, () =>
    {
        try
        {
            string? damage = null;
            var checkpoint = IsComplete(entry) ? TryVerify(entry, reason => damage = reason) : null;
            // Whoever deletes it takes the manifest first: what is missing then is no damage.
            return IsComplete(entry)
                ? new CheckpointEntry(
                    entry.Place, entry.Folder, FilesIn(entry.Folder),
                    File.GetLastWriteTimeUtc(IoPath.Combine(entry.Folder, CheckpointManifest.FileName)), checkpoint,
                    damage)
                : new CheckpointEntry(
                    entry.Place, entry.Folder, FilesIn(entry.Folder), Directory.GetLastWriteTimeUtc(entry.Folder),
                    Checkpoint: null, Damage: null);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    });

    private static IReadOnlyList<(string File, long Bytes)> FilesIn(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*" + Extension).Where(file => IsPlainName(file.Name))
            .OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, file.Length)),
    ];

    private static Checkpoint Verify(CheckpointPlace place, string folder)
    {
        var path = IoPath.Combine(folder, CheckpointManifest.FileName);
        var manifest = CheckpointManifest.Parse(path, ReadAll(path));
        if (manifest.Place() != place)
            throw new StateException($"{path}: expected {place}, as its folder says, found {manifest.Place()}");
        foreach (var part in manifest.Parts)
            _ = ReadVerified(folder, part);
        return CheckpointOf(manifest, folder);
    }

    private static Checkpoint CheckpointOf(CheckpointManifest manifest, string folder) =>
        new(manifest.Place(), folder, manifest.PlanSha256, manifest.Parts)
        {
            ClientSha256 = manifest.ClientSha256,
            Phase = manifest.Phase,
        };

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

    private static byte[] ReadAll(string path) => Guarded(path, () => File.ReadAllBytes(path));

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"Cannot read {path}: {cause.Message}", cause);
        }
    }

    internal static string FileOf(string part) => part + Extension;

    private static bool IsPlainName(string file) =>
        file.Length > 0 && file[0] != '.' && IoPath.GetFileName(file) == file;

    private string FolderOf(CheckpointPlace place) => place.IsReached
        ? IoPath.Combine(Path, place.FolderName)
        : throw new ArgumentException(
            $"({place.Epochs}, {place.Turns}) must be behind the run's first turn", nameof(place));
}
