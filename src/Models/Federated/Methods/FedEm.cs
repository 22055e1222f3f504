using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Models.Federated.Methods;

/// <summary>Clients mix the same learners, each with its own weights pi, found by expectation-maximisation.</summary>
/// <remarks>
/// Source: Marfoq, Neglia, Bellet, Kameni and Vidal, "Federated multi-task learning under a mixture of distributions",
/// NeurIPS 2021, arXiv:2108.10252, algorithm 1. Clients that were never seen find their weights, and do not train.
/// </remarks>
internal class FedEm(FederationPlan plan) : FedAvg(plan)
{
    public override int Learners => Plan.Learners;

    public override int InitialModels => Plan.Learners;

    public override FederatedClient CreateClient(PooledSamples samples, ClientSamples own) =>
        new MixtureClient(Plan, samples, own, Learners);

    public override ClientScore Evaluate(ClientTask task)
    {
        // From the beginning each time: it shall know these models alone, not those of earlier rounds.
        if (task.Client.IsUnseen)
            task.Client.Pi = LearnersEnsemble.Uniform(Learners);
        task.Client.Enter(task.Ensemble, ModelsFor(task));
        if (task.Client.IsUnseen)
            task.Client.Adapt(task.Ensemble);
        return task.Client.Evaluate(task.Ensemble);
    }

    // Whoever is not known mixes all alike, as a client does before its first round.
    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state) =>
        (state.Models, state.Client is null ? LearnersEnsemble.Uniform(Learners) : state.Pi);

    protected override IReadOnlyList<ModelVector> ModelsFor(ClientTask task) => task.Order.Models;
}
