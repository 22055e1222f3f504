using SplitLearning.Models.Layers;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Digit classifier: float32 [B, 1, 28, 28] in [0, 1] to logits [B, 10]; 61,706 parameters.</summary>
/// <remarks>Source: LeCun et al., "Gradient-based learning applied to document recognition", 1998, with ReLU.</remarks>
public static class LeNet
{
    /// <summary>The layers, with the shape behind each.</summary>
    public static Architecture Architecture { get; } = new(nameof(LeNet), InputShape: [1, 28, 28], Classes: 10,
    [
        new("conv1", () => Conv2d(1, 6, kernel_size: 5, padding: 2)), // [B, 6, 28, 28]
        new("relu1", () => ReLU()),
        new("pool1", () => MaxPool2d(kernel_size: 2)),                // [B, 6, 14, 14]
        new("conv2", () => Conv2d(6, 16, kernel_size: 5)),            // [B, 16, 10, 10]
        new("relu2", () => ReLU()),
        new("pool2", () => MaxPool2d(kernel_size: 2)),                // [B, 16, 5, 5]
        new("flatten", () => Flatten()),                              // [B, 400]
        new("fc1", () => Linear(16 * 5 * 5, 120)),                    // [B, 120]
        new("relu3", () => ReLU()),
        new("fc2", () => Linear(120, 84)),                            // [B, 84]
        new("relu4", () => ReLU()),
        new("fc3", () => Linear(84, 10)),                             // [B, 10]
    ]);
}
