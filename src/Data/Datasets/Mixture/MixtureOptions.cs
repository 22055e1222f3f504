using System.Globalization;

namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>How the samples of a mixture are drawn.</summary>
public sealed record MixtureOptions
{
    /// <summary>The most that are drawn: with the most samples, as many rows as are read.</summary>
    public const int MostClients = 2_000;

    /// <summary>More numbers would not fit into a line that is read.</summary>
    public const int MostDimension = 4_000;

    /// <summary>More would be one for nearly every client.</summary>
    public const int MostComponents = 100;

    /// <summary>The most values of all samples, 4 bytes each.</summary>
    private const long MostValues = 500_000_000;

    /// <summary>Number of clients.</summary>
    public int Clients { get; init; } = 50;

    /// <summary>Numbers of a sample.</summary>
    public int Dimension { get; init; } = 20;

    /// <summary>Number of linear models that the labels come from.</summary>
    public int Components { get; init; } = 3;

    /// <summary>The smaller, the more a client's labels come from one model.</summary>
    public double Alpha { get; init; } = 0.4;

    /// <summary>Standard deviation of what is added to a sample's score.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>
    /// A sample's numbers are from minus this to this. Scores have about this, times the root of the dimension, over 3
    /// as their deviation; the larger it is, the less chance there is in a label.
    /// </summary>
    public double Scale { get; init; } = 3;

    /// <summary>Share of each client's samples that it is tested with.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Seed of everything that is drawn.</summary>
    public long Seed { get; init; } = 2108;

    /// <summary>What is wrong, a line each with the value and what would be right; empty when valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Check(Clients is >= 1 and <= MostClients, nameof(Clients), Clients, $"1 to {MostClients}");
        Check(Dimension is >= 1 and <= MostDimension, nameof(Dimension), Dimension, $"1 to {MostDimension}");
        Check(Components is >= 1 and <= MostComponents, nameof(Components), Components, $"1 to {MostComponents}");
        Check(Alpha is >= 0.0001 and <= 1_000_000, nameof(Alpha), Alpha, "0.0001 to 1000000");
        Check(Noise is >= 0 and <= 1_000, nameof(Noise), Noise, "0 to 1000");
        Check(Scale is > 0 and <= 1_000, nameof(Scale), Scale, "above 0, at most 1000");
        Check(TestShare is > 0 and < 1, nameof(TestShare), TestShare, "above 0 and below 1");
        var values = (long)Clients * Dimension * MixtureDrawing.MostSamples;
        if (problems.Count == 0)
            Check(values <= MostValues, nameof(Dimension), Dimension,
                $"at most {MostValues / MixtureDrawing.MostSamples / Clients} with {Clients} clients");
        return problems;

        void Check(bool isRight, string name, object value, string right)
        {
            if (!isRight)
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture, $"MixtureOptions.{name} is {value}; it must be {right}"));
        }
    }
}
