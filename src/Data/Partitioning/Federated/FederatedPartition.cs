using System.Globalization;
using System.Text.Json.Serialization;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>How the samples of both phases are dealt to the clients of federated training.</summary>
/// <remarks>
/// The defaults are FedEM's for CIFAR-10: Marfoq, Neglia, Bellet, Kameni and Vidal, "Federated multi-task learning
/// under a mixture of distributions", NeurIPS 2021, arXiv:2108.10252.
/// </remarks>
public sealed record FederatedPartition
{
    private const int MostClients = 10_000;
    private const int MostClasses = 256; // labels are bytes

    /// <summary>The rule.</summary>
    public FederatedPartitionKind Kind { get; init; } = FederatedPartitionKind.Groups;

    /// <summary>Number of clients. Where they are given, it is theirs: null until somebody has seen the data.</summary>
    public int? Clients { get; init; } = 80;

    /// <summary>Of groups: the smaller, the more a client's samples are of one group.</summary>
    public double Alpha { get; init; } = 0.4;

    /// <summary>Of groups: how many classes each has, in their order: <c>3:3:4</c>; empty: each class is one.</summary>
    public string Groups { get; init; } = "3:3:4";

    /// <summary>Of the pathological kind: how many classes a client has, where classes are of one size.</summary>
    public int ClassesPerClient { get; init; } = 2;

    /// <summary>Share of each client's samples that it is tested with; where they are given, not looked at.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Share of each client's training samples that it is not trained with, but scored on; from 0.</summary>
    /// <remarks>Not written where it is 0: so plans keep the hash that they had before there was one.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double ValidationShare { get; init; }

    /// <summary>How many clients are held out of training: the last ones.</summary>
    public int Unseen { get; init; }

    /// <summary>Of the given kind: path of the file that says whose each sample is; empty: the data say it.</summary>
    public string File { get; init; } = "";

    /// <summary>What is wrong, a line each with the value and what would be right; empty when valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Check(Enum.IsDefined(Kind), nameof(Kind), (int)Kind, "0 to 2");
        Check(Clients is >= 1 and <= MostClients || (Clients is null && Kind == FederatedPartitionKind.Given),
            nameof(Clients), Clients?.ToString(CultureInfo.InvariantCulture) ?? "null", $"1 to {MostClients}");
        Check(Alpha is >= 0.0001 and <= 1_000_000, nameof(Alpha), Alpha, "0.0001 to 1000000");
        Check(GroupSizes(classes: 1) is not null, nameof(Groups), $"'{Groups}'",
            $"whole numbers from 1 to {MostClasses} separated by colons, how many classes each group has, or empty");
        Check(ClassesPerClient is >= 1 and <= MostClasses, nameof(ClassesPerClient), ClassesPerClient,
            $"1 to {MostClasses}");
        Check(TestShare is > 0 and < 1, nameof(TestShare), TestShare, "above 0 and below 1");
        Check(ValidationShare is >= 0 and < 1, nameof(ValidationShare), ValidationShare, "from 0 to below 1");
        if (Kind == FederatedPartitionKind.Given)
            Check(Unseen >= 0, nameof(Unseen), Unseen, "0 or more");
        else
            Check(Unseen >= 0 && Unseen < Math.Max(1, Clients ?? 1), nameof(Unseen), Unseen,
                $"from 0 to below the {Clients} clients: somebody must train");
        return problems;

        void Check(bool isRight, string name, object value, string right)
        {
            if (!isRight)
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture, $"FederatedPartition.{name} is {value}; it must be {right}"));
        }
    }

    /// <summary>How many classes each group has; null when it is not as <see cref="Validate"/> wants it.</summary>
    /// <param name="classes">Classes of the data.</param>
    internal int[]? GroupSizes(int classes)
    {
        if (Groups.Length == 0)
            return [.. Enumerable.Repeat(1, classes)];
        var parts = Groups.Split(':');
        var sizes = new int[parts.Length];
        for (var i = 0; i < sizes.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i])
                || sizes[i] is < 1 or > MostClasses)
                return null;
        return sizes;
    }
}
