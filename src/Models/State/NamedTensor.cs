using SplitLearning.Data;

namespace SplitLearning.Models.State;

/// <summary>A tensor of a state.</summary>
/// <param name="Name">Layer and tensor, e.g. <c>conv1.weight</c>.</param>
public sealed record NamedTensor(string Name, TensorData Tensor);
