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
    public void FileOfLearners_GivesEachItsOwn()
    {
        var file = Write(("0.linear.weight", 0.25f), ("1.linear.weight", 0.5f), ("2.linear.weight", 0.75f));

        var models = Start(FedEm, file).Begin().Models;

        Assert.Equal([0.25f, 0.5f, 0.75f], models.Select(model => model.Floats[0]));
    }

    [Fact]
    public void FileOfFewerLearners_IsRefused()
    {
        var file = Write(("0.linear.weight", 0.25f), ("1.linear.weight", 0.5f));

        var refused = Assert.Throws<StateException>(() => Start(FedEm, file));

        Assert.Contains("none of its 2 tensors fits", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithoutTheBias_StartsAllLearnersAlikeButForTheirBias()
    {
        var file = Write(("linear.weight", 0.25f));
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
        var server = Start(DFedEm, Write(("linear.weight", 0.25f)), participation: 0.5);
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

    private WeightsFile Write(params (string Name, float Value)[] weights)
    {
        var path = Path.Combine(_folder.Path, "weights.safetensors");
        File.WriteAllBytes(path, SafeTensors.Write(
            [.. weights.Select(weight => new NamedTensor(weight.Name, Filled(weight.Value)))],
            new Dictionary<string, string>()));
        return WeightsFile.Open(path);
    }

    private static TensorData Filled(float value)
    {
        var values = new float[20];
        Array.Fill(values, value);
        return new TensorData([1, 20], TensorDtype.Float32, MemoryMarshal.AsBytes<float>(values).ToArray());
    }
}
