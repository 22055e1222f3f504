namespace SplitLearning.Models.State;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">In the order of their bytes.</param>
/// <param name="Metadata">Free text by key.</param>
public sealed record SafeTensorsContent(
    IReadOnlyList<NamedTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
