using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>What FedEM is for: on a mixture it beats one model for all, and clients that stay alone.</summary>
public sealed class SyntheticMixtureTests(SyntheticMixtureTests.Trials trials)
    : IClassFixture<SyntheticMixtureTests.Trials>
{
    [Fact]
    public void FedEm_OverThreeSeeds_BeatsFedAvgByFourPointsAndMore()
    {
        var gain = trials.Of(FederatedMethodKind.FedEm) - trials.Of(FederatedMethodKind.FedAvg);

        Assert.True(gain >= 0.04, $"Gain of {gain}; {trials}");
    }

    [Fact]
    public void FedEm_OverThreeSeeds_IsNotBeatenByClientsThatStayAlone()
    {
        var gain = trials.Of(FederatedMethodKind.FedEm) - trials.Of(FederatedMethodKind.Local);

        Assert.True(gain >= 0.02, $"Gain of {gain}; {trials}");
    }

    [Fact]
    public void FedEm_OfEachSeed_FindsTheClientsShares() =>
        Assert.All(trials.Correlations, correlation => Assert.True(correlation > 0.9, $"{correlation}; {trials}"));

    [Fact]
    public void Pearson_OfNumbersOnALine_IsOneOrMinusOne()
    {
        Assert.Equal(1, PiRecovery.Pearson([1, 2, 4], [3, 5, 9]), tolerance: 1e-12);
        Assert.Equal(-1, PiRecovery.Pearson([1, 2, 4], [-1, -2, -4]), tolerance: 1e-12);
        Assert.Equal(0, PiRecovery.Pearson([-1, 0, 1], [1, 0, 1]), tolerance: 1e-12);
    }

    /// <summary>A hundred clients, three times drawn: three methods on each, once for all tests.</summary>
    public sealed class Trials
    {
        private const int Rounds = 60; // of the three trials the slowest has found its learners after 50

        private readonly Dictionary<FederatedMethodKind, List<double>> _accuracies = [];

        public Trials()
        {
            for (var seed = 1; seed <= 3; seed++)
            {
                var data = MixtureDataset.Create(new MixtureOptions { Clients = 100, Seed = seed });
                var clients = FederatedShards.Deal(data, new() { Kind = FederatedPartitionKind.Given }, seed);
                // Rates with which each does best; FedEM's learners have but a part of the gradient each.
                var fedEm = Run(FederatedMethodKind.FedEm, rate: 2);
                Correlations.Add(PiRecovery.Correlation(data.Truth, fedEm.Last.Clients));
                Run(FederatedMethodKind.FedAvg, rate: 0.5);
                Run(FederatedMethodKind.Local, rate: 0.5);

                Outcome Run(FederatedMethodKind method, double rate)
                {
                    var outcome = Federation.Run(Plan(method, rate, seed), workers: 2, clients, data);
                    if (!_accuracies.TryGetValue(method, out var accuracies))
                        _accuracies[method] = accuracies = [];
                    accuracies.Add(outcome.Last.Test!.Accuracy);
                    return outcome;
                }
            }
        }

        public List<double> Correlations { get; } = [];

        /// <summary>Mean accuracy over the seeds, 0 to 1.</summary>
        public double Of(FederatedMethodKind method) => _accuracies[method].Average();

        public override string ToString() =>
            string.Join("; ", _accuracies.Select(entry => $"{entry.Key} {string.Join(" ", entry.Value)}"))
            + $"; correlations {string.Join(" ", Correlations)}";

        private static FederationPlan Plan(FederatedMethodKind method, double rate, long seed) =>
            Federation.Plan(method, Rounds) with
            {
                BatchSize = 128,
                LearningRate = rate,
                Momentum = 0,
                WeightDecay = 0,
                Seed = seed,
                EvaluateEveryRounds = Rounds,
                Partition = new() { Kind = FederatedPartitionKind.Given, Clients = 100 },
            };
    }
}
