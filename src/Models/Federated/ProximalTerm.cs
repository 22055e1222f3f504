namespace SplitLearning.Models.Federated;

/// <summary>Strength times half the squared distance from the anchor, added to the loss.</summary>
/// <param name="Anchor">Parameters as one vector, in layer order.</param>
public sealed record ProximalTerm(ReadOnlyMemory<float> Anchor, float Strength);
