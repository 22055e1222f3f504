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

    [Fact]
    public void UnknownName_ErrorListsTheValidOnes()
    {
        var error = Assert.Throws<UnknownWorkloadException>(() => Catalog.Find("MNIST"));

        Assert.Equal("Unknown workload 'MNIST'; valid are: mnist", error.Message);
    }

    [Fact]
    public void EveryWorkload_HasAValidDefaultPlan() =>
        Assert.All(Catalog.All, workload => Assert.Empty(workload.DefaultPlan.Validate()));

    [Fact]
    public void Dataset_InAFolderThatIsNotThere_IsAnError() =>
        Assert.Throws<DatasetException>(() => Catalog.Find("mnist").OpenDataset(new() { Folder = "/no/such/folder" }));
}
