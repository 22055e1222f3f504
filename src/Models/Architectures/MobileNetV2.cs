using SplitLearning.Models.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Width 1.0: float32 [B, 3, side, side] to logits [B, classes]; torchvision's names.</summary>
/// <remarks>Source: Sandler et al., "Inverted Residuals and Linear Bottlenecks", arXiv:1801.04381.</remarks>
public static class MobileNetV2
{
    /// <summary>Table 2 of the paper.</summary>
    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Blocks =
    [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ];

    /// <summary>CIFAR-10.</summary>
    public static Architecture Architecture { get; } = Of(classes: 10, side: 32);

    /// <summary>The layers: one for each block, <c>features.0</c> to <c>features.18</c>, then the classifier.</summary>
    /// <param name="side">Height and width of the images in pixels, 32 or more.</param>
    public static Architecture Of(int classes, int side) => new("MobileNet-v2", InputShape: [3, side, side], classes,
    [
        new("features.0", () => Normalised(3, 32, kernel: 3, stride: 2)),   // [B, 32, side / 2, side / 2]
        .. Bottlenecks(),                                                   // [B, 320, side / 32, side / 32]
        new("features.18", () => Normalised(320, 1280, kernel: 1)),         // [B, 1280, side / 32, side / 32]
        new("pool", () => AdaptiveAvgPool2d(1)),                            // [B, 1280, 1, 1]
        new("flatten", () => Flatten()),                                    // [B, 1280]
        new("classifier.0", () => new SeededDropout(0.2)),
        new("classifier.1", () => Linear(1280, classes)),                   // [B, classes]
    ]);

    /// <summary>Convolution that keeps the size but for its stride, normalisation, ReLU6.</summary>
    internal static Module<Tensor, Tensor> Normalised(
        int input, int output, int kernel, int stride = 1, int groups = 1) => Sequential(
            Conv2d(
                input, output, kernel_size: kernel, stride: stride, padding: kernel / 2, groups: groups, bias: false),
            new BatchNorm(output),
            ReLU6());

    private static IEnumerable<LayerSpec> Bottlenecks()
    {
        var (number, input) = (1, 32);
        foreach (var block in Blocks)
            for (var repeat = 0; repeat < block.Repeats; repeat++)
            {
                var (from, stride) = (input, repeat == 0 ? block.Stride : 1);
                yield return new LayerSpec(
                    $"features.{number++}", () => new InvertedResidual(from, block.Channels, block.Expansion, stride));
                input = block.Channels;
            }
    }
}
