namespace SplitLearning.Models.State;

/// <summary>The checkpoints of a run: a folder for each, complete only once it has a manifest.</summary>
/// <param name="path">E.g. <c>runs/mnist-7/checkpoints</c>; created when first written to.</param>
public sealed class CheckpointFolder(string path)
{
    /// <summary>Full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Writes the state of one side to <c>epoch-0005/[part].safetensors</c>.</summary>
    /// <param name="part">Name of the side, e.g. <c>server</c> or <c>client</c>.</param>
    /// <param name="state">A safetensors file.</param>
    /// <exception cref="StateException">It cannot be written.</exception>
    public CheckpointPart Write(int epoch, string part, ReadOnlySpan<byte> state) => throw new NotSupportedException();

    /// <summary>Makes the checkpoint exist: checks the parts and writes <c>manifest.json</c>.</summary>
    /// <exception cref="StateException">A part is missing or changed, or the manifest cannot be written.</exception>
    public Checkpoint Complete(int epoch, TrainingPlan plan, IReadOnlyList<CheckpointPart> parts) =>
        throw new NotSupportedException();

    /// <summary>All complete and unchanged checkpoints, oldest first.</summary>
    /// <param name="damaged">Is told, in one line each, of those that are torn or changed.</param>
    public IReadOnlyList<Checkpoint> List(Action<string>? damaged = null) => throw new NotSupportedException();

    /// <summary>Reads a part and checks it against the manifest's hash.</summary>
    /// <exception cref="StateException">It is missing or changed.</exception>
    public static byte[] Read(Checkpoint checkpoint, string part) => throw new NotSupportedException();
}
