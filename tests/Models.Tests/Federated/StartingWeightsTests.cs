using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using static SplitLearning.Models.Federated.FederatedMethodKind;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Runs whose learners start from a file.</summary>
public sealed class StartingWeightsTests : IDisposable
{
    private readonly Data.Tests.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FileWithoutTheBias_StartsAllLearnersAlikeButForTheirBias()
    {
        var file = Write();
        var seeded = Federation.Server(Federation.Plan(FedEm));

        var server = Start(FedEm, file);

        var models = server.Begin().Models;
        Assert.All(models, model => Assert.All(model.Floats[..20], weight => Assert.Equal(0.25f, weight)));
        Assert.Equal(seeded.Begin().Models.Select(model => model.Floats[20]), models.Select(model => model.Floats[20]));
    }

    [Fact]
    public void PlanWithoutTheFile_IsRefused()
    {
        var plan = Federation.Plan(FedAvg) with { WeightsSha256 = new string('0', 64) };

        var refused = Assert.Throws<StateException>(() => Federation.Server(plan));

        Assert.Contains("here are none; name the file with --weights", refused.Message, StringComparison.Ordinal);
    }

    // They are sent to it then, for its node knows only the seed.
    [Fact]
    public void DFedEm_ClientThatIsInARoundForTheFirstTime_BeginsWithTheFilesWeights()
    {
        var server = Start(DFedEm, Write(), participation: 0.5);
        var start = server.Begin().Models;
        using var node = new FederatedNode(
            Federation.Plan(DFedEm), Federation.Data, Federation.Clients, workers: 1);

        var first = Federation.Round(server, node);
        var second = server.Begin();

        Assert.Contains(second.Clients, client => first.Clients.All(known => known.Client != client.Client));
        Assert.Equal(start.Select(model => model.Floats), second.Models.TakeLast(3).Select(model => model.Floats));
        Assert.NotEqual(start[0].Floats, second.Models[0].Floats);
    }

    private static FederatedServer Start(FederatedMethodKind method, WeightsFile file, double participation = 1) => new(
        Federation.Plan(method) with { WeightsSha256 = file.Sha256, Participation = participation },
        [.. Federation.Clients.Select(FederatedMember.Of)], file);

    private WeightsFile Write()
    {
        var weight = new float[20];
        Array.Fill(weight, 0.25f);
        var path = Path.Combine(_folder.Path, "weights.safetensors");
        var tensor = new TensorData([1, 20], TensorDtype.Float32, MemoryMarshal.AsBytes<float>(weight).ToArray());
        File.WriteAllBytes(path, SafeTensors.Write(
            [new NamedTensor("linear.weight", tensor)], new Dictionary<string, string>()));
        return WeightsFile.Open(path);
    }
}
