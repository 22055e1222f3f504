using SplitLearning.Data;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Layers;

/// <summary>Weights of a file on their way into a network, by torchvision's names or by the network's own.</summary>
/// <remarks>A tensor that the file lacks, or has in another shape, keeps its seeded values.</remarks>
public sealed class WeightsImport
{
    private readonly Dictionary<string, TensorData> _byName;
    private readonly Func<string, string> _nameInFile;

    private WeightsImport(
        Dictionary<string, TensorData> byName, Func<string, string> nameInFile, IEnumerable<string> left)
    {
        _byName = byName;
        _nameInFile = nameInFile;
        Left = [.. left];
    }

    /// <summary>The tensors that keep their seeded values, each with the reason, in layer order.</summary>
    public IReadOnlyList<string> Left { get; }

    /// <summary>The weights that a plan starts from; null when it starts from its seed.</summary>
    /// <param name="sha256">The plan's; empty when it starts from its seed.</param>
    /// <param name="learner">From 0: in a file of several learners, the names of its tensors begin with it.</param>
    /// <exception cref="StateException">The file is not the plan's, or nothing in it fits the network.</exception>
    public static WeightsImport? Of(string sha256, Architecture architecture, WeightsFile? file, int learner = 0)
    {
        if (WeightsFile.ReasonAgainst(sha256, file) is { } reason)
            throw new StateException(reason);
        return file is null ? null : Of(architecture, file, learner);
    }

    /// <summary>Compares a file with a network.</summary>
    /// <param name="learner">From 0: in a file of several learners, the names of its tensors begin with it.</param>
    /// <exception cref="StateException">It cannot be read, or nothing in it fits the network.</exception>
    public static WeightsImport Of(Architecture architecture, WeightsFile file, int learner = 0)
    {
        var tensors = file.Read().Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor);
        var wanted = ModelSummary.Of(architecture).State;
        // One naming for the whole file: by the one VGG's features.8 is a convolution, by the other a normalisation.
        Func<string, string>[] namings =
        [
            architecture.TorchvisionNameOf, name => name, name => $"{learner}.{architecture.TorchvisionNameOf(name)}",
        ];
        var naming = namings.MaxBy(name => wanted.Count(row => ReasonToLeave(row, name(row.Name), tensors) is null))!;
        List<string> left = [.. wanted.Select(row => ReasonToLeave(row, naming(row.Name), tensors)).OfType<string>()];
        return left.Count < wanted.Count
            ? new WeightsImport(tensors, naming, left)
            : throw new StateException($"{file.Path}: expected weights of {architecture.Name}, none of its " +
                $"{tensors.Count} tensors fits: {left[0]}");
    }

    /// <summary>Overwrites the seeded values with the file's.</summary>
    internal void CopyTo(LayerStack layers)
    {
        foreach (var (name, value) in layers.State)
            if (_byName.GetValueOrDefault(_nameInFile(name)) is { } found && IsLike(found, value))
                found.Bytes.Span.CopyTo(value.bytes);
    }

    private static string? ReasonToLeave(StateRow row, string nameInFile, Dictionary<string, TensorData> tensors)
    {
        if (!tensors.TryGetValue(nameInFile, out var found))
            return $"{row.Name}: the file has no {nameInFile}";
        return found.Dtype == row.Dtype && found.Shape.SequenceEqual(row.Shape)
            ? null
            : $"{row.Name}: the file has {Describe(found.Dtype, found.Shape)}, the network needs "
                + Describe(row.Dtype, row.Shape);
    }

    private static bool IsLike(TensorData found, Tensor value) =>
        found.Dtype == value.DtypeOf() && found.Shape.SequenceEqual(value.shape);

    private static string Describe(TensorDtype dtype, IEnumerable<long> shape) =>
        $"{dtype} [{string.Join(", ", shape)}]";
}
