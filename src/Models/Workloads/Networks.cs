using System.Globalization;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Models.Architectures;

namespace SplitLearning.Models.Workloads;

/// <summary>All networks, by name; the cuts are the split-training report's where it has one.</summary>
public static class Networks
{
    /// <summary>Digits.</summary>
    public static Network LeNet { get; } = new("lenet", Architectures.LeNet.Architecture, "pool2");

    /// <summary>Blood cells.</summary>
    public static Network AlexNet { get; } = new("alexnet", Architectures.AlexNet.Architecture, "features.12");

    /// <summary>Retinal scans.</summary>
    public static Network Vgg16Bn { get; } = new("vgg16-bn", Architectures.Vgg16Bn.Architecture, "features.49");

    /// <summary>Heartbeats.</summary>
    public static Network Mlp { get; } = new("mlp", Architectures.Mlp.Architecture, "relu2");

    /// <summary>Small colour images.</summary>
    public static Network Cnn { get; } = new("cnn", CifarCnn.Architecture, "pool2");

    /// <summary>Small colour images; to be started from weights of ImageNet.</summary>
    public static Network MobileNetV2 { get; } =
        new("mobilenet-v2", Architectures.MobileNetV2.Architecture, "features.6");

    /// <summary>A mixture of linear models.</summary>
    public static Network Linear { get; } = new("linear", LinearModel.Architecture, "flatten");

    /// <summary>The same for samples of other sizes: <c>linear-150</c> takes 150 numbers.</summary>
    public static NetworkFamily LinearOfAnySize { get; } = new("linear", MixtureOptions.MostDimension,
        inputs => inputs == Linear.Architecture.InputShape[0]
            ? Linear
            : Linear with
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{Linear.Name}-{inputs}"),
                Architecture = LinearModel.Of(inputs),
            });

    /// <summary>Every network, in the order in which they are listed.</summary>
    public static IReadOnlyList<Network> All { get; } = [LeNet, AlexNet, Vgg16Bn, Mlp, Cnn, MobileNetV2, Linear];
}
