namespace SplitLearning.Data.Partitioning;

/// <summary>By which rule samples become somebody's.</summary>
public enum PartitionKind
{
    /// <summary>Each agent has a range of samples, in the order of the data.</summary>
    Contiguous = 0,

    /// <summary>Each agent has samples from everywhere: independent and identically distributed.</summary>
    Shuffled = 1,

    /// <summary>Each agent has another mixture of classes, drawn from a Dirichlet distribution.</summary>
    Dirichlet = 2,

    /// <summary>Each agent has whole patients: nobody's samples are with two agents.</summary>
    Patient = 3,
}
