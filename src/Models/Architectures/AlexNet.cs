using SplitLearning.Models.Layers;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Image classifier: float32 [B, 3, 224, 224] to logits [B, classes]; 57,012,034 parameters for two.</summary>
/// <remarks>
/// Source: Krizhevsky, "One weird trick for parallelizing convolutional neural networks", arXiv:1404.5997, with the
/// order of the classifier in the split-training report (dropout behind ReLU).
/// </remarks>
public static class AlexNet
{
    /// <summary>Blood cells with and without a parasite.</summary>
    public static Architecture Architecture { get; } = Of(classes: 2);

    /// <summary>The layers, with the shape behind each for 224 x 224.</summary>
    /// <param name="side">Height and width in pixels, at least 63.</param>
    public static Architecture Of(int classes, int side = 224) => new(
        nameof(AlexNet), InputShape: [3, side, side], classes,
    [
        new("features.0", () => Conv2d(3, 64, kernel_size: 11, stride: 4, padding: 2)), // [B, 64, 55, 55]
        new("features.1", () => ReLU()),
        new("features.2", () => MaxPool2d(kernel_size: 3, stride: 2)),                  // [B, 64, 27, 27]
        new("features.3", () => Conv2d(64, 192, kernel_size: 5, padding: 2)),           // [B, 192, 27, 27]
        new("features.4", () => ReLU()),
        new("features.5", () => MaxPool2d(kernel_size: 3, stride: 2)),                  // [B, 192, 13, 13]
        new("features.6", () => Conv2d(192, 384, kernel_size: 3, padding: 1)),          // [B, 384, 13, 13]
        new("features.7", () => ReLU()),
        new("features.8", () => Conv2d(384, 256, kernel_size: 3, padding: 1)),          // [B, 256, 13, 13]
        new("features.9", () => ReLU()),
        new("features.10", () => Conv2d(256, 256, kernel_size: 3, padding: 1)),         // [B, 256, 13, 13]
        new("features.11", () => ReLU()),
        new("features.12", () => MaxPool2d(kernel_size: 3, stride: 2)),                 // [B, 256, 6, 6]
        new("flatten", () => Flatten()),                                                // [B, 9216]
        new("classifier.0", () => Linear(Features(side), 4096)),                        // [B, 4096]
        new("classifier.1", () => ReLU()),
        new("classifier.2", () => new SeededDropout(0.5)),
        new("classifier.3", () => Linear(4096, 4096)),                                  // [B, 4096]
        new("classifier.4", () => ReLU()),
        new("classifier.5", () => new SeededDropout(0.5)),
        new("classifier.6", () => Linear(4096, classes)),                               // [B, classes]
    ])
    {
        // torchvision has its dropout before the linear layers.
        TorchvisionNames = new Dictionary<string, string>
        {
            ["classifier.0"] = "classifier.1",
            ["classifier.3"] = "classifier.4",
        },
    };

    // What is left of each side by a convolution and three poolings, in 256 channels.
    private static int Features(int side)
    {
        var left = Pooled(Pooled(Pooled((side - 7) / 4 + 1)));
        return 256 * left * left;

        static int Pooled(int side) => (side - 3) / 2 + 1;
    }
}
