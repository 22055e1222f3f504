using System.Globalization;

namespace SplitLearning.Models.Workloads;

/// <summary>Networks that are alike but for the number of their inputs, by names such as <c>linear-150</c>.</summary>
/// <param name="Name">What stands before the number.</param>
/// <param name="MostInputs">From 1 to this.</param>
/// <param name="Of">The network of so many inputs.</param>
public sealed record NetworkFamily(string Name, int MostInputs, Func<int, Network> Of)
{
    /// <summary>The form of the names, for people.</summary>
    public string Form => $"{Name}-N";

    /// <summary>The network of this name; null where it is none of the family.</summary>
    public Network? Find(string name) =>
        name.StartsWith($"{Name}-", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(Name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var inputs)
        && inputs >= 1 && inputs <= MostInputs
            ? Of(inputs)
            : null;

    /// <summary>The network for samples of this shape; null where there is none.</summary>
    public Network? For(IReadOnlyList<long> sampleShape) =>
        sampleShape is [var inputs] && inputs >= 1 && inputs <= MostInputs ? Of((int)inputs) : null;
}
