using SplitLearning.Data;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Federated;

/// <summary>The models that a federated run's checkpoint predicts with, and how they are mixed.</summary>
/// <param name="Models">At least one; each all weights and buffers of the network, in layer order.</param>
/// <param name="Weights">One a model, of sum 1: pi, where they are the learners of a mixture.</param>
public sealed record FederatedModels(
    IReadOnlyList<IReadOnlyList<NamedTensor>> Models, IReadOnlyList<double> Weights)
{
    /// <summary>Takes them out of a checkpoint.</summary>
    /// <param name="plan">The run's.</param>
    /// <param name="client">Whose models; null for those that are everybody's.</param>
    /// <exception cref="PlanException">The plan is not valid, there is no such client, or the method has no such
    /// models; the message says what would be right.</exception>
    /// <exception cref="StateException">A part is missing or damaged.</exception>
    public static FederatedModels Of(Checkpoint checkpoint, FederationPlan plan, int? client)
    {
        plan.EnsureValid();
        using var learner = new Learner(plan, index: 0);
        var state = FederatedState.Read(checkpoint, learner.Layout, client);
        var (models, weights) = FederatedMethods.Of(plan).ModelsOf(state);
        return new FederatedModels([.. models.Select(model => learner.Layout.Tensors(model))], weights);
    }

    /// <summary>Mixes the models' probabilities; the caller disposes of it.</summary>
    public IPredictor Predictor(FederationPlan plan) => new MixedPredictor(this, plan);

    /// <summary>As a file for PyTorch: of several models, the names of model m begin with <c>m.</c>.</summary>
    /// <remarks>Their weights stand in the metadata, as <c>pi</c>.</remarks>
    public byte[] ToFile(FederationPlan plan)
    {
        var architecture = plan.Network().Architecture;
        return Models.Count == 1
            ? TorchvisionWeights.Write(architecture, Models[0])
            : TorchvisionWeights.Write(architecture, Models, Weights);
    }

    private sealed class MixedPredictor : IPredictor
    {
        private readonly List<WholeModel> _models = [];
        private readonly IReadOnlyList<double> _weights;

        public MixedPredictor(FederatedModels federated, FederationPlan plan)
        {
            _weights = federated.Weights;
            // Rounds may be more than epochs can; nothing is trained here.
            var own = plan.OfOptimizer(plan.Network()) with { Epochs = 1, CheckpointEveryEpochs = 1 };
            foreach (var tensors in federated.Models)
                _models.Add(WholeModel.OfWeights(own, tensors));
        }

        public IReadOnlyList<double[]> Predict(TensorData inputs)
        {
            var mixture = Enumerable.Range(0, (int)inputs.Shape[0]).Select(_ => Array.Empty<double>()).ToArray();
            foreach (var (model, weight) in _models.Zip(_weights))
                foreach (var (sample, probabilities) in model.Predict(inputs).Index())
                    mixture[sample] = Sum(mixture[sample], weight, probabilities);
            return mixture;
        }

        public void Dispose()
        {
            foreach (var model in _models)
                model.Dispose();
        }

        private static double[] Sum(double[] sum, double weight, double[] probabilities) =>
            [.. probabilities.Index().Select(p => weight * p.Item + (sum.Length == 0 ? 0 : sum[p.Index]))];
    }
}
