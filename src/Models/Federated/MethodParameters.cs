using System.Globalization;

namespace SplitLearning.Models.Federated;

/// <summary>What single methods want to know beside the plan; the others do not look at it.</summary>
public sealed record MethodParameters
{
    /// <summary>FedProx: weight of half the squared distance from the common model, from 0.</summary>
    public double Mu { get; init; } = 1;

    /// <summary>APFL: share of a client's own model in its mixture, 0 to 1; the first one where it adapts.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>APFL: each client adapts its share by its gradient.</summary>
    public bool AdaptAlpha { get; init; }

    /// <summary>pFedMe: weight of half the squared distance from the common model, from 0.</summary>
    public double Lambda { get; init; } = 15;

    /// <summary>pFedMe: how far the common model goes towards the clients' mean, above 0; 1: all the way.</summary>
    public double Beta { get; init; } = 1;

    /// <summary>pFedMe: steps of the personal model a batch, from 1.</summary>
    public int InnerSteps { get; init; } = 5;

    /// <summary>L2SGD: probability that a round pulls to the mean and does not train; above 0, below 1.</summary>
    public double P { get; init; } = 0.1;

    /// <summary>L2SGD: weight of half the squared distance from the mean, from 0.</summary>
    public double Penalty { get; init; } = 0.1;

    /// <summary>q-FFL: power by which losses weigh, from 0; 0 is FedAvg.</summary>
    public double Q { get; init; } = 1;

    /// <summary>Clustered: clients are parted when the norm of their mean update is below it.</summary>
    public double Tol1 { get; init; } = 0.4;

    /// <summary>Clustered: and when the largest norm of an update is above it.</summary>
    public double Tol2 { get; init; } = 1.6;

    /// <summary>AFL: step size of the clients' weights, from 0; 0: they stay as large as their data.</summary>
    public double LambdaRate { get; init; } = 0.01;

    /// <summary>FedAvg+: epochs for which a client trains its copy, from 0.</summary>
    public int TuneEpochs { get; init; } = 1;

    /// <summary>D-FedEM: probability that two clients are neighbours, above 0.</summary>
    public double EdgeProbability { get; init; } = 0.5;

    /// <summary>What is wrong, a line each with the value and what would be right; empty when valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Check(Mu is >= 0 and <= 1000, nameof(Mu), Mu, "0 to 1000");
        Check(Alpha is >= 0 and <= 1, nameof(Alpha), Alpha, "0 to 1");
        Check(Lambda is >= 0 and <= 1000, nameof(Lambda), Lambda, "0 to 1000");
        Check(Beta is > 0 and <= 10, nameof(Beta), Beta, "above 0, at most 10");
        Check(InnerSteps is >= 1 and <= 1000, nameof(InnerSteps), InnerSteps, "1 to 1000");
        Check(P is > 0 and < 1, nameof(P), P, "above 0 and below 1");
        Check(Penalty is >= 0 and <= 1000, nameof(Penalty), Penalty, "0 to 1000");
        Check(Q is >= 0 and <= 100, nameof(Q), Q, "0 to 100");
        Check(Tol1 is >= 0 and <= 1_000_000, nameof(Tol1), Tol1, "0 to 1000000");
        Check(Tol2 is >= 0 and <= 1_000_000, nameof(Tol2), Tol2, "0 to 1000000");
        Check(LambdaRate is >= 0 and <= 1000, nameof(LambdaRate), LambdaRate, "0 to 1000");
        Check(TuneEpochs is >= 0 and <= 1000, nameof(TuneEpochs), TuneEpochs, "0 to 1000");
        Check(EdgeProbability is > 0 and <= 1, nameof(EdgeProbability), EdgeProbability, "above 0, at most 1");
        return problems;

        void Check(bool isRight, string name, double value, string right)
        {
            if (!isRight)
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Parameters.{name} is {value}; it must be {right}"));
        }
    }
}
