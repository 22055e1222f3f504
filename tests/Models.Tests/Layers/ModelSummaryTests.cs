using SplitLearning.Models.Architectures;
using SplitLearning.Models.Layers;
using TorchSharp;

namespace SplitLearning.Models.Tests.Layers;

public sealed class ModelSummaryTests
{
    [Fact]
    public void LeNet_Tensors_AreThoseOfTheReport()
    {
        var summary = ModelSummary.Of(LeNet.Architecture);

        Assert.Equal(61_706, summary.Parameters);
        Assert.Equal(
            """
            name: conv1.weight percentage: 0.24%
            name: conv1.bias percentage: 0.25%
            name: conv2.weight percentage: 4.14%
            name: conv2.bias percentage: 4.17%
            name: fc1.weight percentage: 81.96%
            name: fc1.bias percentage: 82.15%
            name: fc2.weight percentage: 98.49%
            name: fc2.bias percentage: 98.62%
            name: fc3.weight percentage: 99.98%
            name: fc3.bias percentage: 100.00%
            """, string.Join('\n', summary.Tensors));
    }

    [Fact]
    public void LeNet_Layers_HaveTheShapesAndBytesOfTheirCut()
    {
        var summary = ModelSummary.Of(LeNet.Architecture);

        Assert.Equal(
            """
            conv1 [6, 28, 28] 18816
            relu1 [6, 28, 28] 18816
            pool1 [6, 14, 14] 4704
            conv2 [16, 10, 10] 6400
            relu2 [16, 10, 10] 6400
            pool2 [16, 5, 5] 1600
            flatten [400] 1600
            fc1 [120] 480
            relu3 [120] 480
            fc2 [84] 336
            relu4 [84] 336
            fc3 [10] 40
            """,
            string.Join('\n', summary.Layers.Select(
                layer => $"{layer.Name} [{string.Join(", ", layer.OutputShape)}] {layer.CutBytes}")));
    }

    [Fact]
    public void Summary_LeavesNoTensorAlive()
    {
        var before = torch.Tensor.TotalCount;

        ModelSummary.Of(LeNet.Architecture);

        Assert.Equal(before, torch.Tensor.TotalCount);
    }
}
