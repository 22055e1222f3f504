using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Layers;

/// <summary>A layer of a network: its name and how to build it.</summary>
/// <param name="Name">Unique within the network; its tensors are called <c>[name].weight</c> and so on.</param>
/// <param name="Create">Builds the layer with any weights; the caller disposes it.</param>
public sealed record LayerSpec(string Name, Func<Module<Tensor, Tensor>> Create);
