using SplitLearning.Data.Datasets.Tables;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>Draws linear models, the clients' shares of them, and samples, client after client.</summary>
/// <remarks>
/// For each sample one of the client's models is drawn, then numbers uniform in a box; the label is 1 with the
/// probability that the model's score, with noise, says. Source: Marfoq, Neglia, Bellet, Kameni and Vidal, NeurIPS
/// 2021, arXiv:2108.10252, appendix; sizes as their program draws them. Their program rounds that probability instead.
/// A client's samples depend on nothing but seed, options and its number.
/// </remarks>
internal static class MixtureDrawing
{
    /// <summary>A client has no fewer.</summary>
    public const int LeastSamples = 50;

    /// <summary>A client has no more.</summary>
    public const int MostSamples = 1_000;

    // Of the log-normal distribution of what a client has above the least.
    private const double SizeMean = 4, SizeDeviation = 2;

    /// <returns>The rows of each phase client after client, not mixed.</returns>
    public static (MixtureTruth Truth, ClientRows Train, ClientRows Test) Draw(MixtureOptions options)
    {
        double[][] components = [.. Enumerable.Range(0, options.Components).Select(m => Component(options, m))];
        var weights = new double[options.Clients][];
        var (train, test) = (new Rows(options.Dimension), new Rows(options.Dimension));
        for (var client = 0; client < options.Clients; client++)
        {
            var random = SeededRandom.For(options.Seed, "federated", "mixture", $"client {client}");
            weights[client] = Weights(random, options);
            var size = Size(random);
            var tested = ClientSplit.TestCount(size, options.TestShare);
            for (var sample = 0; sample < size; sample++)
                Add(sample < size - tested ? train : test, client, random, options, weights[client], components);
        }

        return (new MixtureTruth(options, components, weights), train.Read(), test.Read());
    }

    private static double[] Component(MixtureOptions options, int number)
    {
        var random = SeededRandom.For(options.Seed, "federated", "mixture", $"component {number}");
        return [.. Enumerable.Range(0, options.Dimension).Select(_ => random.NextDouble(-1, 1))];
    }

    private static double[] Weights(SeededRandom random, MixtureOptions options)
    {
        var concentrations = new double[options.Components];
        Array.Fill(concentrations, options.Alpha);
        return Dirichlet.Draw(random, concentrations);
    }

    private static int Size(SeededRandom random)
    {
        var logarithm = SizeMean + SizeDeviation * random.NextGaussian();
        var above = logarithm > 0 ? 1 / PortableMath.Exp(-logarithm) : PortableMath.Exp(logarithm);
        return (int)Math.Min(LeastSamples + Math.Floor(above), MostSamples);
    }

    private static void Add(
        Rows rows, int client, SeededRandom random, MixtureOptions options, double[] weights, double[][] components)
    {
        var component = components[Chosen(random.NextDouble(), weights)];
        var score = 0.0;
        foreach (var weight in component)
        {
            var value = (float)random.NextDouble(-options.Scale, options.Scale);
            rows.Values.Add(value);
            score += weight * value;
        }

        score += options.Noise * random.NextGaussian();
        rows.Labels.Add((byte)(random.NextDouble() < Sigmoid(score) ? 1 : 0));
        rows.Clients.Add(client);
    }

    private static int Chosen(double place, double[] weights)
    {
        for (var i = 0; i < weights.Length - 1; i++)
        {
            place -= weights[i];
            if (place < 0)
                return i;
        }

        return weights.Length - 1;
    }

    private static double Sigmoid(double score)
    {
        var small = PortableMath.Exp(-Math.Abs(score));
        return (score >= 0 ? 1 : small) / (1 + small);
    }

    private sealed class Rows(int dimension)
    {
        public List<float> Values { get; } = [];

        public List<byte> Labels { get; } = [];

        public List<int> Clients { get; } = [];

        public ClientRows Read() => new(new TableRows(dimension, [.. Values], [.. Labels]), [.. Clients]);
    }
}
