using System.Text.Json.Serialization;

namespace SplitLearning.Models;

/// <summary>How gradients become steps; betas and epsilon are PyTorch's defaults (0.9, 0.999, 1e-8).</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent, with momentum if the plan has one.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd = 0,

    /// <summary>Adam; the weight decay is added to the gradient.</summary>
    [JsonStringEnumMemberName("adam")]
    Adam = 1,

    /// <summary>Adam with the weight decay apart from the gradient.</summary>
    [JsonStringEnumMemberName("adamw")]
    AdamW = 2,
}

/// <summary>The names of optimizers on the command line and in files.</summary>
public static class OptimizerKinds
{
    /// <summary>E.g. <c>adamw</c>.</summary>
    public static string Word(this OptimizerKind kind) => kind.ToString().ToLowerInvariant();
}
