namespace SplitLearning.Models.Federated.Methods;

/// <summary>FedAvg whose clients pay for half the squared distance from the common model, times mu.</summary>
/// <remarks>
/// Source: Li, Sahu, Zaheer, Sanjabi, Talwalkar and Smith, "Federated optimization in heterogeneous networks",
/// MLSys 2020, arXiv:1812.06127, equation 2.
/// </remarks>
internal sealed class FedProx(FederationPlan plan) : FedAvg(plan)
{
    protected override void Prepare(ClientTask task)
    {
        var learner = task.Ensemble[0];
        learner.Proximal = new ProximalTerm(
            task.Given.Floats.AsMemory(0, learner.Layout.Parameters), (float)Plan.Parameters.Mu);
    }
}
