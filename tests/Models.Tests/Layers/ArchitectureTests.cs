using SplitLearning.Data.Datasets;
using SplitLearning.Models.Architectures;
using SplitLearning.Models.Layers;

namespace SplitLearning.Models.Tests.Layers;

public sealed class ArchitectureTests
{
    private static readonly Architecture Network = LeNet.Architecture;

    [Fact]
    public void Cut_BehindAnyLayerButTheLast_DividesTheLayers()
    {
        Assert.Equal(Network.Layers.Count - 1, Network.Cuts.Count);
        Assert.All(Network.Cuts, cut =>
        {
            Assert.Equal(cut, Network.ClientLayers(cut)[^1].Name);
            Assert.Equal(Network.Layers, Network.ClientLayers(cut).Concat(Network.ServerLayers(cut)));
        });
    }

    [Theory]
    [InlineData("fc3")]
    [InlineData("conv9")]
    [InlineData("")]
    public void Cut_BehindTheLastOrNoLayer_ErrorListsTheValidOnes(string cut)
    {
        var error = Assert.Throws<UnknownLayerException>(() => Network.ClientLayers(cut));

        Assert.Equal($"LeNet cannot be cut after '{cut}'; valid are: " +
            "conv1, relu1, pool1, conv2, relu2, pool2, flatten, fc1, relu3, fc2, relu4", error.Message);
    }

    [Fact]
    public void Data_OfThatShape_Fit() => Network.EnsureFits(FormulaDigits.Create(train: 1));

    [Fact]
    public void Data_OfAnotherShape_ErrorNamesBoth()
    {
        var larger = Network with { InputShape = [3, 224, 224] };

        var error = Assert.Throws<DatasetException>(() => larger.EnsureFits(FormulaDigits.Create(train: 1)));

        Assert.Equal("formula: LeNet expects samples of shape [3, 224, 224], found [1, 28, 28]", error.Message);
    }

    [Fact]
    public void Data_OfMoreClasses_ErrorNamesBoth()
    {
        var smaller = Network with { Classes = 5 };

        var error = Assert.Throws<DatasetException>(() => smaller.EnsureFits(FormulaDigits.Create(train: 1)));

        Assert.Equal("formula: LeNet expects at most 5 classes, found 10", error.Message);
    }
}
