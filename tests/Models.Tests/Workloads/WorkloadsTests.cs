using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Models.Workloads;
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

    [Theory]
    [InlineData("linear-150", "linear-150", 150)]
    [InlineData("linear-20", "linear", 20)] // one name for one network, so that plans are alike
    public void LinearNetworkOfASize_TakesSoManyNumbers(string name, string found, int inputs)
    {
        var network = Catalog.Find("mixture").Network(name);

        Assert.Equal(found, network.Name);
        Assert.Equal([inputs], network.Architecture.InputShape);
        Assert.Same(Networks.Linear.Architecture, Catalog.Find("mixture").Network("linear").Architecture);
        Assert.Equal(found, Catalog.Find("mixture").NetworkFor([inputs]).Name);
    }

    [Theory]
    [InlineData("linear-0")]
    [InlineData("linear-4001")]
    [InlineData("linear-")]
    [InlineData("linear-2e1")]
    public void LinearNetworkOfNoSize_ErrorNamesTheForm(string name)
    {
        var error = Assert.Throws<UnknownNetworkException>(() => Catalog.Find("mixture").Network(name));

        Assert.Equal($"Workload mixture has no network '{name}'; valid are: linear, linear-N", error.Message);
    }

    [Fact]
    public void NetworkForAShape_WhereThereIsNone_IsTheDefault()
    {
        Assert.Equal("linear", Catalog.Find("mixture").NetworkFor([1, 28, 28]).Name);
        Assert.Equal("linear", Catalog.Find("mixture").NetworkFor(null).Name);
        Assert.Equal("mlp", Catalog.Find("ecg").NetworkFor([20]).Name);
    }

    [Fact]
    public void DataOfAnotherSize_ErrorNamesTheNetworkThatTakesThem()
    {
        var data = MixtureDataset.Create(new MixtureOptions { Clients = 1, Dimension = 30 });

        var error = Assert.Throws<DatasetException>(() => Networks.Linear.Architecture.EnsureFits(data));

        Assert.EndsWith(
            "LinearModel expects samples of shape [20], found [30]; linear-N takes N numbers", error.Message);
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
