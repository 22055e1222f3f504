using System.Globalization;

namespace SplitLearning.Data.Partitioning;

/// <summary>How a dataset that all agents hold is divided among them.</summary>
public sealed record Partition
{
    private const int MostWeight = 10_000; // so that samples times weights fit into 63 bits

    /// <summary>The rule.</summary>
    public PartitionKind Kind { get; init; } = PartitionKind.Contiguous;

    /// <summary>How much each agent has in proportion, one number an agent: <c>3:2:1</c>; empty: all alike.</summary>
    public string Weights { get; init; } = "";

    /// <summary>
    /// Of <see cref="PartitionKind.Dirichlet"/>: the smaller, the fewer classes each agent has; the larger, the closer
    /// every class is to the weights.
    /// </summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>What is wrong, a line each with the value and what would be right; empty when valid.</summary>
    public IReadOnlyList<string> Validate(int agents)
    {
        List<string> problems = [];
        Check(Enum.IsDefined(Kind), nameof(Kind), (int)Kind, "0 to 3");
        Check(WeightsOf(agents) is not null, nameof(Weights), $"'{Weights}'",
            $"{agents} whole numbers from 1 to {MostWeight} separated by colons, one an agent, or empty");
        Check(Alpha is >= 0.0001 and <= 1_000_000, nameof(Alpha), Alpha, "0.0001 to 1000000");
        return problems;

        void Check(bool isRight, string name, object value, string right)
        {
            if (!isRight)
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Partition.{name} is {value}; it must be {right}"));
        }
    }

    /// <summary>The weight of each agent; null when they are not as <see cref="Validate"/> wants them.</summary>
    internal int[]? WeightsOf(int agents)
    {
        var weights = new int[agents];
        if (Weights.Length == 0)
        {
            Array.Fill(weights, 1);
            return weights;
        }

        var parts = Weights.Split(':');
        if (parts.Length != agents)
            return null;
        for (var i = 0; i < agents; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out weights[i])
                || weights[i] is < 1 or > MostWeight)
                return null;
        return weights;
    }
}
