namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>By which rule samples become a client's.</summary>
public enum FederatedPartitionKind
{
    /// <summary>
    /// Classes are in groups; each client has another share of each group, drawn from a Dirichlet distribution.
    /// </summary>
    Groups = 0,

    /// <summary>Each client has a few classes and no more.</summary>
    Pathological = 1,

    /// <summary>As a file says, or the data themselves.</summary>
    Given = 2,
}
