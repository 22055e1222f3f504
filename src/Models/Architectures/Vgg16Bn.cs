using SplitLearning.Models.Layers;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>Scan classifier: float32 [B, 1, 256, 256] to logits [B, 5]; 14,885,829 parameters.</summary>
/// <remarks>
/// Source: Simonyan and Zisserman, arXiv:1409.1556, configuration D with batch normalisation; one grey channel,
/// dropout behind each pooling, one linear layer and five outputs (for four classes) as in the split-training report.
/// </remarks>
public static class Vgg16Bn
{
    private const int M = 0; // max pooling and dropout: the end of a block

    /// <summary>Channels of the convolutions, each with normalisation and ReLU.</summary>
    private static readonly int[] Features =
        [64, 64, M, 128, 128, M, 256, 256, 256, M, 512, 512, 512, M, 512, 512, 512, M];

    /// <summary>Retinal scans.</summary>
    public static Architecture Architecture { get; } = Of(side: 256, classes: 5);

    /// <summary>The layers for square images of another size.</summary>
    /// <param name="side">Height and width in pixels, a multiple of 32.</param>
    public static Architecture Of(int side, int classes)
    {
        var layers = new List<LayerSpec>();
        var torchvision = new Dictionary<string, string>();
        var (channels, dropouts) = (1, 0);
        foreach (var width in Features)
        {
            if (width == M)
            {
                Add(() => MaxPool2d(kernel_size: 2));                                // [B, channels, H / 2, W / 2]
                Add(() => new SeededDropout(0.25));
                dropouts++;
                continue;
            }

            var input = channels;
            Add(() => Conv2d(input, width, kernel_size: 3, padding: 1));             // [B, width, H, W]
            Add(() => new BatchNorm(width));
            Add(() => ReLU());
            channels = width;
        }

        Add(() => AvgPool2d(kernel_size: 1));                                        // [B, 512, side / 32, side / 32]
        layers.Add(new("flatten", () => Flatten()));
        layers.Add(new("classifier", () => Linear(512 * (side / 32) * (side / 32), classes))); // [B, classes]
        return new Architecture(nameof(Vgg16Bn), InputShape: [1, side, side], classes, layers)
        {
            TorchvisionNames = torchvision,
        };

        void Add(Func<TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>> create)
        {
            var name = $"features.{layers.Count}";
            // torchvision counts without the dropout.
            torchvision[name] = $"features.{layers.Count - dropouts}";
            layers.Add(new LayerSpec(name, create));
        }
    }
}
