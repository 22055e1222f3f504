using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class PredictionTests
{
    [Fact]
    public void Samples_Predicted_HaveTheProbabilitiesBehindTheLossOfEachLabel()
    {
        using var model = WholeModel.Create(Plans.Small());
        var inputs = Batches.Of(0).Inputs;

        var predicted = model.Predict(inputs);

        Assert.Equal(16, predicted.Count);
        Assert.All(predicted, probabilities => Assert.Equal(1, probabilities.Sum(), tolerance: 1e-12));
        foreach (var label in Enumerable.Range(0, 10))
        {
            var score = model.Score(inputs, Labels(label, count: 16));
            Assert.Equal(
                score.MeanLoss, predicted.Average(probabilities => -Math.Log(probabilities[label])), tolerance: 1e-5);
            Assert.Equal(
                score.Predicted,
                predicted.Select(probabilities => Array.IndexOf(probabilities, probabilities.Max())));
        }
    }

    [Fact]
    public void Weights_OfBothSides_MakeTheModelThatTheyAreParts()
    {
        var plan = Plans.Small(seed: 3);
        using var client = ClientModel.Create(plan);
        using var server = ServerModel.Create(plan);
        using var whole = WholeModel.Create(plan);

        using var joined = WholeModel.OfWeights(
            Plans.Small(seed: 4), [.. client.Weights(), .. server.Weights()]);

        Assert.Equal(WeightsHash.Of(whole.Weights()), WeightsHash.Of(joined.Weights()));
    }

    [Fact]
    public void Weights_WithoutALayer_AreRefused()
    {
        using var server = ServerModel.Create(Plans.Small());

        var error = Assert.Throws<StateException>(() => WholeModel.OfWeights(Plans.Small(), server.Weights()));

        Assert.Equal("State lacks the tensor conv1.weight", error.Message);
    }

    private static Data.TensorData Labels(int label, int count)
    {
        var bytes = new byte[count * sizeof(long)];
        for (var i = 0; i < count; i++)
            BitConverter.TryWriteBytes(bytes.AsSpan(i * sizeof(long)), (long)label);
        return new([count], Data.TensorDtype.Int64, bytes);
    }
}
