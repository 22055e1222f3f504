using SplitLearning.Models.Layers;

namespace SplitLearning.Models.Workloads;

/// <summary>A network that a workload can be learnt by.</summary>
/// <param name="Name">Name on the command line, e.g. <c>alexnet</c>.</param>
/// <param name="DefaultCut">The last layer of the client model when nothing else is said.</param>
public sealed record Network(string Name, Architecture Architecture, string DefaultCut);
