using SplitLearning.Models.Federated.Methods;

namespace SplitLearning.Models.Federated;

/// <summary>All methods.</summary>
internal static class FederatedMethods
{
    public static FederatedMethod Of(FederationPlan plan) => plan.Method switch
    {
        FederatedMethodKind.Local => new Local(plan),
        FederatedMethodKind.FedAvg => new FedAvg(plan),
        FederatedMethodKind.FedProx => new FedProx(plan),
        FederatedMethodKind.FedAvgPlus => new FedAvgPlus(plan),
        FederatedMethodKind.FedEm => new FedEm(plan),
        FederatedMethodKind.DFedEm => new DFedEm(plan),
        FederatedMethodKind.PFedMe => new PFedMe(plan),
        FederatedMethodKind.Apfl => new Apfl(plan),
        FederatedMethodKind.L2Sgd => new L2Sgd(plan),
        FederatedMethodKind.Clustered => new Clustered(plan),
        FederatedMethodKind.Afl => new Afl(plan),
        FederatedMethodKind.QFfl => new QFfl(plan),
        _ => throw new PlanException($"Method is {(int)plan.Method}; it must be 0 to {(int)FederatedMethodKind.QFfl}"),
    };
}
