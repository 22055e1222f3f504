using System.Globalization;
using System.Runtime.InteropServices;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Tests;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Models.Federated.FederatedMethodKind;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>What is taken out of a checkpoint predicts as its clients did when they were evaluated.</summary>
public sealed class FederatedModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<FederatedMethodKind> MethodsWithModelsOfClients =>
        [.. Enum.GetValues<FederatedMethodKind>().Where(method => method != FedAvgPlus)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(MethodsWithModelsOfClients))]
    public void ModelsOfAClient_PredictAsItWasEvaluated(FederatedMethodKind method)
    {
        var plan = Splitting(method);
        var (checkpoint, last) = Train(plan);

        foreach (var client in last.Clients)
            Assert.Equal(
                client.TestAccuracy, Accuracy(FederatedModels.Of(checkpoint, plan, client.Client), plan, client.Client),
                tolerance: 1e-12);
    }

    [Theory]
    [InlineData(FedAvg, 1)]
    [InlineData(FedProx, 1)]
    [InlineData(FedAvgPlus, 1)]
    [InlineData(FedEm, 3)]
    [InlineData(DFedEm, 3)]
    [InlineData(PFedMe, 1)]
    [InlineData(Apfl, 1)]
    [InlineData(L2Sgd, 1)]
    [InlineData(Clustered, 1)] // these clients agree too well to be parted
    [InlineData(Afl, 1)]
    [InlineData(QFfl, 1)]
    public void ModelsOfNobody_AreTheCommonOnesMixedAlike(FederatedMethodKind method, int count)
    {
        var plan = Federation.Plan(method);
        var (checkpoint, _) = Train(plan, out var hash);

        var models = FederatedModels.Of(checkpoint, plan, client: null);

        Assert.Equal(count, models.Models.Count);
        Assert.All(models.Weights, weight => Assert.Equal(1.0 / count, weight, tolerance: 1e-12));
        Assert.Equal(hash, WeightsHash.Of(count == 1
            ? models.Models[0]
            : [.. models.Models.Index().SelectMany(
                model => model.Item.Select(tensor => tensor with { Name = $"{model.Index}.{tensor.Name}" }))]));
    }

    [Theory]
    [InlineData(Local, null, "local has no common model; name a client: 0 to 5")]
    [InlineData(Clustered, null,
        "clustered has parted the clients in 6 groups, each with a model; name a client: 0 to 5")]
    [InlineData(FedAvgPlus, 2,
        "fedavg-plus has no models of single clients: each tunes a copy of the common one on its samples when it "
        + "evaluates, and drops it; leave the client out")]
    [InlineData(FedEm, 6, "There is no client 6; clients are 0 to 5")]
    public void ModelsThatAreNotThere_ErrorSaysWhatWouldBeRight(FederatedMethodKind method, int? client, string error)
    {
        var plan = Splitting(method);
        var (checkpoint, _) = Train(plan);

        Assert.Equal(
            error, Assert.Throws<PlanException>(() => FederatedModels.Of(checkpoint, plan, client)).Message);
    }

    [Fact]
    public void FileOfAMixture_HasEachLearnersTensorsAndPi()
    {
        var plan = Federation.Plan(FedEm);
        var (checkpoint, last) = Train(plan);

        var file = SafeTensors.Read(FederatedModels.Of(checkpoint, plan, client: 4).ToFile(plan));

        Assert.Equal(
            [
                "0.linear.weight", "0.linear.bias", "1.linear.weight", "1.linear.bias", "2.linear.weight",
                "2.linear.bias",
            ],
            file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(last.Clients[4].Pi, file.Metadata["pi"].Split(' ')
            .Select(weight => double.Parse(weight, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void FileOfOneModel_HasPyTorchsNames()
    {
        var plan = Federation.Plan(FedAvg);
        var (checkpoint, _) = Train(plan);

        var file = SafeTensors.Read(FederatedModels.Of(checkpoint, plan, client: null).ToFile(plan));

        Assert.Equal(["linear.weight", "linear.bias"], file.Tensors.Select(tensor => tensor.Name));
    }

    private static FederationPlan Splitting(FederatedMethodKind method) =>
        Federation.Plan(method).With(p => p with { Tol1 = 100, Tol2 = 0.001, P = 0.6, AdaptAlpha = true });

    private (Checkpoint Checkpoint, RoundFinished Last) Train(FederationPlan plan) => Train(plan, out _);

    private (Checkpoint Checkpoint, RoundFinished Last) Train(FederationPlan plan, out string hash)
    {
        plan = plan with { CheckpointEveryRounds = plan.Rounds };
        var (folder, recorder) = (new CheckpointFolder(_folder.Path), new Federation.Recorder());
        hash = FederatedSimulation.Run(
            plan, Federation.Data, Federation.Clients, recorder, workers: 1, CancellationToken.None,
            new FederatedCheckpoints(folder, plan, new CheckpointKeeper(new(KeepLast: 1, KeepBest: false))));
        return (folder.Newest()!, recorder.Events.OfType<RoundFinished>().Last());
    }

    private static double Accuracy(FederatedModels models, FederationPlan plan, int client)
    {
        var batch = new PooledSamples(Federation.Data).Read([.. Federation.Clients[client].Test]);
        using var predictor = models.Predictor(plan);
        var predicted = predictor.Predict(batch.Inputs).Select(probabilities => probabilities[1] > 0.5 ? 1L : 0L);
        return predicted.Zip(MemoryMarshal.Cast<byte, long>(batch.Labels.Bytes.Span).ToArray()).Average(
            pair => pair.First == pair.Second ? 1.0 : 0.0);
    }
}
