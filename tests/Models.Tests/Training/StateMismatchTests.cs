using SplitLearning.Data;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class StateMismatchTests : IDisposable
{
    private readonly ClientModel _client = ClientModel.Create(Plans.Small());

    public void Dispose() => _client.Dispose();

    [Fact]
    public void State_OfAnotherCut_NamesTheTensorsThatDoNotBelong()
    {
        using var other = ClientModel.Create(Plans.Small("relu3"));

        AssertRefused(other.Save(), "State has tensors that this model lacks: fc1.weight, fc1.bias");
    }

    [Fact]
    public void State_OfFewerLayers_NamesTheMissingTensor()
    {
        using var other = ClientModel.Create(Plans.Small("conv1"));

        AssertRefused(other.Save(), "State lacks the tensor conv2.weight");
    }

    [Fact]
    public void Tensor_OfAnotherShape_IsNamedWithBothShapes() => AssertRefused(
        Changed(tensor => tensor with { Shape = [6, 1, 25] }),
        "State has conv1.weight as Float32 [6, 1, 25]; this model needs Float32 [6, 1, 5, 5]");

    [Fact]
    public void Tensor_OfAnotherType_IsNamedWithBothTypes() => AssertRefused(
        Changed(tensor => new TensorData([6, 1, 5, 5], TensorDtype.Int64, new byte[150 * 8])),
        "State has conv1.weight as Int64 [6, 1, 5, 5]; this model needs Float32 [6, 1, 5, 5]");

    [Fact]
    public void State_WithoutItsNumberOfSteps_IsRefused() => AssertRefused(
        SafeTensors.Write(SafeTensors.Read(_client.Save()).Tensors, new Dictionary<string, string>()),
        "State must have its number of steps in the metadata, found ''");

    [Fact]
    public void State_OfLaterStepsWithoutMomentum_IsRefused() => AssertRefused(
        SafeTensors.Write(
            SafeTensors.Read(_client.Save()).Tensors, new Dictionary<string, string> { ["steps"] = "3" }),
        "State lacks the tensor optimizer.momentum_buffer.conv1.weight");

    private byte[] Changed(Func<TensorData, TensorData> change)
    {
        var content = SafeTensors.Read(_client.Save());
        var first = content.Tensors[0];
        return SafeTensors.Write(
            [first with { Tensor = change(first.Tensor) }, .. content.Tensors.Skip(1)], content.Metadata);
    }

    private void AssertRefused(byte[] state, string message)
    {
        var before = _client.Save();

        var error = Assert.Throws<StateException>(() => _client.Load(state));

        Assert.Equal(message, error.Message);
        Assert.Equal(before, _client.Save());
    }
}
