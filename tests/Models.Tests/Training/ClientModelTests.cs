using SplitLearning.Data;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class ClientModelTests : IDisposable
{
    private readonly ClientModel _client = ClientModel.Create(Plans.Small());

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Forward_GivesSmashedDataOfTheCut()
    {
        var smashed = _client.Forward(Batches.Of(0).Inputs);

        Assert.Equal([16, 16, 5, 5], smashed.Shape);
        Assert.Equal(TensorDtype.Float32, smashed.Dtype);
        Assert.Equal(16 * 400 * 4, smashed.Bytes.Length);
    }

    [Fact]
    public void Evaluate_InTheMiddleOfABatch_ChangesNothing()
    {
        var before = _client.Save();
        var inputs = Batches.Of(0).Inputs;

        var trained = _client.Forward(inputs);
        var tested = _client.Evaluate(inputs);

        Assert.Equal(trained.Bytes.ToArray(), tested.Bytes.ToArray());
        Assert.Equal(before, _client.Save());
        _client.Backward(trained);
        Assert.NotEqual(before, _client.Save());
    }

    [Fact]
    public void Backward_WithoutForward_Throws() =>
        Assert.Throws<InvalidOperationException>(() => _client.Backward(Batches.Of(0).Inputs));

    [Fact]
    public void Forward_BeforeTheLastBatchEnded_Throws()
    {
        var inputs = Batches.Of(0).Inputs;
        _client.Forward(inputs);

        Assert.Throws<InvalidOperationException>(() => _client.Forward(inputs));
    }

    [Fact]
    public void CutGradient_OfAnotherShape_IsRefusedAndTheBatchGoesOn()
    {
        var smashed = _client.Forward(Batches.Of(0).Inputs);

        var error = Assert.Throws<BatchException>(() => _client.Backward(smashed with { Shape = [16, 400] }));

        Assert.Equal("The cut gradient has shape [16, 400]; it must have that of the smashed data, [16, 16, 5, 5]",
            error.Message);
        _client.Backward(smashed);
    }

    [Fact]
    public void Inputs_WithTooFewBytes_AreRefused()
    {
        var inputs = new TensorData([2, 1, 28, 28], TensorDtype.Float32, new byte[100]);

        var error = Assert.Throws<ArgumentException>(() => _client.Forward(inputs));

        Assert.Equal("A Float32 tensor of shape [2, 1, 28, 28] must have 6272 bytes; this one has 100", error.Message);
    }

    [Fact]
    public void Create_InvalidPlan_Throws()
    {
        Assert.Throws<UnknownLayerException>(() => ClientModel.Create(Plans.Small("fc3")));
        Assert.Throws<PlanException>(() => ClientModel.Create(Plans.Small() with { BatchSize = 0 }));
    }
}
