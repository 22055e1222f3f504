using System.Text.Json;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>FedEM agrees with golden/make_federated.py, which knows the paper and NumPy, not this code.</summary>
public sealed class FederatedGoldenTests
{
    private const int Clients = 3, Train = 4, Test = 2;

    private static readonly PlainData Data = new(
        [.. Enumerable.Range(0, Clients * (Train + Test)).Select(Features)],
        [.. Enumerable.Range(0, Clients * (Train + Test)).Select(index => (byte)(index * 5 / 3 % 2))]);

    private static readonly ClientSamples[] Samples =
    [
        .. Enumerable.Range(0, Clients).Select(client => new ClientSamples(
            client,
            [.. Enumerable.Range(client * Train, client == 2 ? Train - 1 : Train)],
            [.. Enumerable.Range(Clients * Train + client * Test, Test)])),
    ];

    private static readonly FederationPlan Plan = Federation.Plan(FederatedMethodKind.FedEm, rounds: 2) with
    {
        Learners = 2,
        LearningRate = 0.5,
        WeightDecay = 0.01,
        Partition = new() { Kind = FederatedPartitionKind.Given, Clients = Clients },
    };

    [Fact]
    public void FedEm_TwoRounds_AgreesWithNumPy()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(AppContext.BaseDirectory, "golden", "federated.json")));
        var server = Federation.Server(Plan, Samples);
        using var node = new FederatedNode(Plan, Data, Samples, workers: 1);

        foreach (var round in golden.RootElement.GetProperty("rounds").EnumerateArray())
        {
            Federation.Round(server, node);

            for (var client = 0; client < Clients; client++)
                AssertClose(round.GetProperty("pi")[client], node.Clients[client].Pi);
            for (var m = 0; m < 2; m++)
                AssertClose(round.GetProperty("models")[m],
                    [.. server.Models[m].Floats.Select(value => (double)value)]);
            AssertClose(round.GetProperty("test_losses"),
                [.. node.Evaluate(server.ToEvaluate(), CancellationToken.None).Select(score => score.Test.Loss)]);
        }
    }

    private static float[] Features(int index) =>
        [.. Enumerable.Range(0, 20).Select(j => ((index * 7 + j * (index % 3 + 2)) % 11 - 5) / 4f)];

    private static void AssertClose(JsonElement expected, double[] found)
    {
        Assert.Equal(expected.GetArrayLength(), found.Length);
        for (var i = 0; i < found.Length; i++)
            Assert.Equal(expected[i].GetDouble(), found[i], tolerance: 2e-6);
    }
}
