using SplitLearning.Models.Layers;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Heartbeat classifier: float32 [B, 187] in [0, 1] to logits [B, 5]; 751,755 parameters.</summary>
/// <remarks>Source: the split-training report.</remarks>
public static class Mlp
{
    /// <summary>The layers, with the shape behind each.</summary>
    public static Architecture Architecture { get; } = new("MLP", InputShape: [187], Classes: 5,
    [
        new("fc1", () => Linear(187, 1000)), // [B, 1000]
        new("relu1", () => ReLU()),
        new("fc2", () => Linear(1000, 500)), // [B, 500]
        new("relu2", () => ReLU()),
        new("fc3", () => Linear(500, 125)),  // [B, 125]
        new("relu3", () => ReLU()),
        new("fc4", () => Linear(125, 5)),    // [B, 5]
    ]);
}
