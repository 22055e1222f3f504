using SplitLearning.Models.Architectures;
using SplitLearning.Models.Layers;
using Catalog = SplitLearning.Models.Workloads.Networks;

namespace SplitLearning.Models.Tests.Architectures;

/// <summary>The split-training report's figures; LeNet's table is in ModelSummaryTests.</summary>
public sealed class ParametersTests
{
    public static TheoryData<string, long> Counts => new()
    {
        { "lenet", 61_706 },
        { "alexnet", 57_012_034 },
        { "vgg16-bn", 14_885_829 },
        { "mlp", 751_755 },
        { "cnn", 3_353_034 },
        { "mobilenet-v2", 2_236_682 }, // torchvision's mobilenet_v2(num_classes=10)
        { "linear", 21 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Network_HasSoManyParameters(string name, long parameters) =>
        Assert.Equal(parameters, SummaryOf(name).Parameters);

    [Fact]
    public void MobileNetV2_OfAThousandClasses_HasTorchvisionsCount() =>
        Assert.Equal(3_504_872, ModelSummary.Of(MobileNetV2.Of(classes: 1000, side: 224)).Parameters);

    [Theory]
    [InlineData("lenet", "pool2", "4.17")]
    [InlineData("alexnet", "features.12", "4.33")]
    [InlineData("alexnet", "classifier.0", "70.55")]
    [InlineData("vgg16-bn", "features.49", "98.90")]
    [InlineData("mlp", "fc2", "91.59")]
    public void ClientModel_HasTheShareOfTheReport(string name, string cut, string percent)
    {
        var (network, summary) = (NetworkOf(name), SummaryOf(name));

        var share = 100.0 * summary.ParametersOf(network.ClientLayers(cut)) / summary.Parameters;

        Assert.Equal(percent, share.ToString("F2", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("alexnet", 923.93)]
    [InlineData("vgg16-bn", 241.24)]
    [InlineData("mlp", 12.18)]
    public void Network_HasTheReportsSizeRelativeToLeNet(string name, double factor) =>
        Assert.Equal(factor, (double)SummaryOf(name).Parameters / SummaryOf("lenet").Parameters, tolerance: 0.005);

    // The report divides what its rounded percentages make of the parameters.
    [Theory]
    [InlineData("alexnet", 959.38)]
    [InlineData("vgg16-bn", 5721.45)]
    [InlineData("mlp", 267.58)]
    public void ClientModel_HasTheReportsSizeRelativeToLeNets(string name, double factor) =>
        Assert.Equal(factor, ClientOf(name) / ClientOf("lenet"), tolerance: 0.005);

    private static double ClientOf(string name)
    {
        var network = Catalog.All.Single(candidate => candidate.Name == name);
        var summary = SummaryOf(name);
        var client = summary.ParametersOf(network.Architecture.ClientLayers(network.DefaultCut));
        return Math.Round(100.0 * client / summary.Parameters, 2) * summary.Parameters;
    }

    private static Architecture NetworkOf(string name) =>
        Catalog.All.Single(network => network.Name == name).Architecture;

    private static ModelSummary SummaryOf(string name) => ModelSummary.Of(NetworkOf(name));
}
