using System.Globalization;

namespace SplitLearning.Models.Layers;

/// <summary>A trainable tensor of a network.</summary>
/// <param name="Name">E.g. <c>conv1.weight</c>.</param>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="Count">Number of parameters.</param>
/// <param name="Percentage">Share of all parameters up to and with this tensor, 0 to 100.</param>
public sealed record TensorRow(string Name, IReadOnlyList<long> Shape, long Count, double Percentage)
{
    /// <summary>The line that the split-training report prints.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"name: {Name} percentage: {Percentage:F2}%");
}
