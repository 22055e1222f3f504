using SplitLearning.Models.Layers;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Two classes by a plane: float32 [B, inputs] to the logit of the second class, [B, 1].</summary>
/// <remarks>Source: the network that FedEM's authors train on synthetic data, arXiv:2108.10252.</remarks>
public static class LinearModel
{
    /// <summary>Of 20 numbers, as the mixture has them unless said otherwise; 21 parameters.</summary>
    public static Architecture Architecture { get; } = Of(inputs: 20);

    /// <summary>The layers, with the shape behind each; inputs + 1 parameters.</summary>
    /// <param name="inputs">Numbers of a sample, from 1.</param>
    public static Architecture Of(int inputs) => new(nameof(LinearModel), InputShape: [inputs], Classes: 2,
    [
        new("flatten", () => Flatten()),        // [B, inputs]; so that there is a layer to cut behind
        new("linear", () => Linear(inputs, 1)), // [B, 1]
    ])
    {
        IsBinary = true,
        OtherShapes = "linear-N takes N numbers",
    };
}
