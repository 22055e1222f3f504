using System.Globalization;
using System.Security.Cryptography;

namespace SplitLearning.Models.State;

/// <summary>The state of one side as bytes: what is in a snapshot and in a checkpoint file.</summary>
/// <remarks>
/// A safetensors file: weights and buffers under their own names (<c>conv1.weight</c>) in layer order, then the
/// optimizer's as <c>optimizer.momentum_buffer.conv1.weight</c> (SGD) or <c>optimizer.exp_avg.conv1.weight</c> (Adam);
/// the number of steps, from which dropout draws its masks, and the optimizer's name stand in the metadata.
/// </remarks>
public static class ModelState
{
    private const string OptimizerPrefix = "optimizer.";
    internal const string StepsKey = "steps";
    internal const string OptimizerKey = "optimizer";

    /// <summary>The weights and buffers of a state, in layer order, without the optimizer's.</summary>
    /// <param name="state">What <c>Save()</c> of a model gave; the tensors share its memory.</param>
    /// <exception cref="StateException">It is damaged.</exception>
    public static IReadOnlyList<NamedTensor> WeightsOf(ReadOnlyMemory<byte> state) =>
        [.. SafeTensors.Read(state).Tensors.Where(tensor => !IsOfOptimizer(tensor.Name))];

    /// <summary>SHA-256 of a state's bytes in lower-case hex: the name under which a snapshot is asked for.</summary>
    public static string HashOf(ReadOnlySpan<byte> state) => Convert.ToHexStringLower(SHA256.HashData(state));

    internal static string OptimizerName(string memory, string parameter) => $"{OptimizerPrefix}{memory}.{parameter}";

    /// <summary>The weight or buffer that a tensor is, or is remembered of.</summary>
    /// <returns>With the optimizer's name of that memory; null for the weight itself.</returns>
    internal static (string Parameter, string? Memory) OwnerOf(string tensor) =>
        IsOfOptimizer(tensor) && tensor[OptimizerPrefix.Length..].Split('.', 2) is [var memory, var parameter]
            ? (parameter, memory)
            : (tensor, null);

    internal static Dictionary<string, string> Metadata(OptimizerKind optimizer, long steps) => new()
    {
        ["format"] = "pt", // what readers of PyTorch's world look for
        [OptimizerKey] = optimizer.Word(),
        [StepsKey] = steps.ToString(CultureInfo.InvariantCulture),
    };

    private static bool IsOfOptimizer(string name) => name.StartsWith(OptimizerPrefix, StringComparison.Ordinal);
}
