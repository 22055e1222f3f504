using SplitLearning.Models.Layers;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Two classes by a plane: float32 [B, 20] to the logit of the second class, [B, 1]; 21 parameters.</summary>
/// <remarks>Source: the network that FedEM's authors train on synthetic data, arXiv:2108.10252.</remarks>
public static class LinearModel
{
    /// <summary>The layers, with the shape behind each.</summary>
    public static Architecture Architecture { get; } = new(nameof(LinearModel), InputShape: [20], Classes: 2,
    [
        new("flatten", () => Flatten()),    // [B, 20]; so that there is a layer to cut behind
        new("linear", () => Linear(20, 1)), // [B, 1]
    ])
    {
        IsBinary = true,
    };
}
