using SplitLearning.Data.Datasets;
using Catalog = SplitLearning.Models.Workloads.Workloads;

namespace SplitLearning.Models.Tests.Workloads;

public sealed class WorkloadsTests
{
    [Fact]
    public void Mnist_IsLeNetCutBehindItsConvolutions()
    {
        var workload = Catalog.Find("mnist");

        Assert.Equal("mnist", workload.Name);
        Assert.Equal("LeNet", workload.Architecture.Name);
        Assert.Equal("pool2", workload.DefaultPlan.Cut);
    }

    [Theory]
    [InlineData("mnist", "lenet")]
    [InlineData("malaria", "alexnet")]
    [InlineData("oct", "vgg16-bn")]
    [InlineData("ecg", "mlp")]
    [InlineData("cifar10", "cnn", "mobilenet-v2")]
    [InlineData("mixture", "linear")]
    public void Workload_HasTheseNetworksTheFirstByDefault(string name, params string[] networks)
    {
        var workload = Catalog.Find(name);

        Assert.Equal(networks, workload.Networks.Select(network => network.Name));
        Assert.Equal(networks[0], workload.DefaultPlan.Model);
        Assert.All(networks, network => Assert.Empty((workload.DefaultPlan with
        {
            Model = network,
            Cut = workload.Network(network).DefaultCut,
        }).Validate()));
    }

    [Fact]
    public void UnknownNetwork_ErrorListsTheWorkloadsOwn()
    {
        var error = Assert.Throws<UnknownNetworkException>(() => Catalog.Find("cifar10").Network("lenet"));

        Assert.Equal("Workload cifar10 has no network 'lenet'; valid are: cnn, mobilenet-v2", error.Message);
    }

    [Fact]
    public void UnknownName_ErrorListsTheValidOnes()
    {
        var error = Assert.Throws<UnknownWorkloadException>(() => Catalog.Find("MNIST"));

        Assert.Equal("Unknown workload 'MNIST'; valid are: mnist, malaria, oct, ecg, cifar10, mixture", error.Message);
    }

    [Fact]
    public void EveryWorkload_HasAValidDefaultPlan() =>
        Assert.All(Catalog.All, workload => Assert.Empty(workload.DefaultPlan.Validate()));

    [Fact]
    public void Dataset_InAFolderThatIsNotThere_IsAnError() =>
        Assert.Throws<DatasetException>(() => Catalog.Find("mnist").OpenDataset(new() { Folder = "/no/such/folder" }));
}
