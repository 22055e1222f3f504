namespace SplitLearning.Models.Federated.Methods;

/// <summary>FedAvg; before it predicts, each client trains a copy of the common model on its own samples.</summary>
/// <remarks>
/// Source: Jiang, Konečný, Rush and Kannan, "Improving federated learning personalization via model agnostic meta
/// learning", arXiv:1909.12488. Clients that were never seen tune their copies as well.
/// </remarks>
internal sealed class FedAvgPlus(FederationPlan plan) : FedAvg(plan)
{
    public override ClientScore Evaluate(ClientTask task)
    {
        task.Enter(task.Given);
        task.Client.Tune(task.Ensemble, task.Round, Plan.Parameters.TuneEpochs);
        return task.Client.Evaluate(task.Ensemble);
    }

    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state) => state.Client is null
        ? base.ModelsOf(state)
        : throw new PlanException($"{Plan.Method.Word()} has no models of single clients: each tunes a copy of the "
            + "common one on its samples when it evaluates, and drops it; leave the client out");
}
