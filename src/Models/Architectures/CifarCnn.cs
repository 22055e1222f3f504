using SplitLearning.Models.Layers;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Small colour images: float32 [B, 3, 32, 32] to logits [B, 10]; 3,353,034 parameters.</summary>
/// <remarks>Source: the network that FedEM's article trains on CIFAR-10, arXiv:2108.10252.</remarks>
public static class CifarCnn
{
    /// <summary>The layers, with the shape behind each.</summary>
    public static Architecture Architecture { get; } = new(nameof(CifarCnn), InputShape: [3, 32, 32], Classes: 10,
    [
        new("conv1", () => Conv2d(3, 32, kernel_size: 5)),  // [B, 32, 28, 28]
        new("relu1", () => ReLU()),
        new("pool1", () => MaxPool2d(kernel_size: 2)),      // [B, 32, 14, 14]
        new("conv2", () => Conv2d(32, 64, kernel_size: 5)), // [B, 64, 10, 10]
        new("relu2", () => ReLU()),
        new("pool2", () => MaxPool2d(kernel_size: 2)),      // [B, 64, 5, 5]
        new("flatten", () => Flatten()),                    // [B, 1600]
        new("fc1", () => Linear(64 * 5 * 5, 2048)),         // [B, 2048]
        new("relu3", () => ReLU()),
        new("fc2", () => Linear(2048, 10)),                 // [B, 10]
    ]);
}
