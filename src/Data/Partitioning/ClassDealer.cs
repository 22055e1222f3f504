using SplitLearning.Data.Datasets;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning;

/// <summary>Deals each class by shares that are drawn for it, the same in both phases.</summary>
/// <param name="weights">One an agent.</param>
/// <param name="alpha">Mean of the concentrations; an agent's own is in proportion to its weight.</param>
/// <remarks>
/// The weights are the base measure: on average over seeds, each agent has its weight's share of each class. With equal
/// weights as in Li, Diao, Chen and He, "Federated learning on non-IID data silos: an experimental study", ICDE 2022.
/// </remarks>
internal sealed class ClassDealer(int[] weights, double alpha, int classes, long seed)
{
    /// <returns>For the samples of a phase the agent of each, from 0.</returns>
    public Func<Phase, int[]> Of(IDataset data) => phase => Deal(data.Labels(phase), phase);

    /// <summary>The agents' shares of a class.</summary>
    public double[] SharesOf(int label)
    {
        var total = (double)weights.Sum(weight => (long)weight);
        var concentrations = Array.ConvertAll(weights, weight => alpha * (weight * (double)weights.Length / total));
        return Dirichlet.Draw(SeededRandom.For(seed, "partition", "shares", $"class {label}"), concentrations);
    }

    private int[] Deal(IReadOnlyList<byte> labels, Phase phase)
    {
        var owners = new int[labels.Count];
        foreach (var (label, samples) in ByClass(labels).Index())
        {
            SeededRandom.For(seed, "partition", "class order", $"{phase}", $"class {label}").Shuffle(samples.AsSpan());
            Cut(samples, SharesOf(label), owners);
        }

        return owners;
    }

    private int[][] ByClass(IReadOnlyList<byte> labels)
    {
        var samples = Enumerable.Range(0, classes).Select(_ => new List<int>()).ToArray();
        foreach (var (index, label) in labels.Index())
            samples[label].Add(index);
        return Array.ConvertAll(samples, ofClass => ofClass.ToArray());
    }

    private static void Cut(int[] samples, double[] shares, int[] owners)
    {
        var start = 0;
        foreach (var (agent, end) in ShareCut.Ends(samples.Length, shares).Index())
        {
            foreach (var sample in samples.AsSpan(start..end))
                owners[sample] = agent;
            start = end;
        }
    }
}
