using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Models.Federated;

/// <summary>A client of FedEM: its data are a mixture, and each learner learns its part of it.</summary>
/// <remarks>Source: Marfoq and others, arXiv:2108.10252, algorithm 1.</remarks>
public sealed class MixtureClient(FederationPlan plan, PooledSamples samples, ClientSamples own, int learners)
    : FederatedClient(plan, samples, own, learners)
{
    /// <inheritdoc/>
    protected override void UpdateSampleWeights(LearnersEnsemble ensemble) => SampleWeights =
        Mixture.SampleWeights(ensemble.GatherLosses(Train.InOrder(), Train.Count), Pi);

    /// <inheritdoc/>
    protected override void UpdateLearnerWeights()
    {
        if (Train.Count > 0)
            Pi = Mixture.LearnerWeights(SampleWeights!);
    }
}
