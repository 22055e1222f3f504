using SplitLearning.Data;
using SplitLearning.Models.Architectures;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Layers;

public sealed class WeightsImportTests : IDisposable
{
    private static readonly Architecture Network = Mlp.Architecture;

    private readonly Data.Tests.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachSide_StartedFromAFile_HasItsPartOfTheFilesWeights()
    {
        using var source = WholeModel.Create(Network, Plans.Small(seed: 1));
        var file = Write(TorchvisionWeights.Write(Network, source.Weights()));
        var plan = Plans.Small("relu2", seed: 2) with { WeightsSha256 = file.Sha256 };

        var import = WeightsImport.Of(plan.WeightsSha256, Network, file)!;
        using var client = ClientModel.Create(Network, plan, import);
        using var server = ServerModel.Create(Network, plan, import);

        Assert.Empty(import.Left);
        Assert.Equal(
            WeightsHash.Of(source.Weights()), WeightsHash.Of(client.Weights().Concat(server.Weights())));
    }

    [Fact]
    public void FileOfOtherClasses_LeavesTheLastLayerAtItsSeededValuesAndSaysSo()
    {
        using var source = WholeModel.Create(MobileNetV2.Of(classes: 3, side: 32), Plans.Small(seed: 1));
        using var seeded = WholeModel.Create(MobileNetV2.Architecture, Plans.Small(seed: 2));
        var file = Write(TorchvisionWeights.Write(MobileNetV2.Of(classes: 3, side: 32), source.Weights()));

        var import = WeightsImport.Of(MobileNetV2.Architecture, file);
        using var model = WholeModel.Create(MobileNetV2.Architecture, Plans.Small(seed: 2), import);

        Assert.Equal(
        [
            "classifier.1.weight: the file has Float32 [3, 1280], the network needs Float32 [10, 1280]",
            "classifier.1.bias: the file has Float32 [3], the network needs Float32 [10]",
        ], import.Left);
        Assert.Equal(WeightsHash.Of(source.Weights().SkipLast(2)), WeightsHash.Of(model.Weights().SkipLast(2)));
        Assert.Equal(WeightsHash.Of(seeded.Weights().TakeLast(2)), WeightsHash.Of(model.Weights().TakeLast(2)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Vgg_ByTorchvisionsNamesOrItsOwn_IsTakenAsAWhole(bool torchvision)
    {
        var network = Vgg16Bn.Of(side: 32, classes: 5);
        using var source = WholeModel.Create(network, Plans.Small(seed: 1));
        var file = Write(torchvision
            ? TorchvisionWeights.Write(network, source.Weights())
            : SafeTensors.Write(source.Weights(), new Dictionary<string, string>()));

        var import = WeightsImport.Of(network, file);
        using var model = WholeModel.Create(network, Plans.Small(seed: 2), import);

        Assert.Empty(import.Left);
        Assert.Equal(WeightsHash.Of(source.Weights()), WeightsHash.Of(model.Weights()));
    }

    [Fact]
    public void FileOfAnotherNetwork_IsRefused()
    {
        NamedTensor[] tensors = [new("conv9.weight", new TensorData([1], TensorDtype.Float32, new byte[4]))];
        var file = Write(SafeTensors.Write(tensors, new Dictionary<string, string>()));

        var error = Assert.Throws<StateException>(() => WeightsImport.Of(Network, file));

        Assert.Equal(
            $"{file.Path}: expected weights of MLP, none of its 1 tensors fits: " +
            "fc1.weight: the file has no fc1.weight", error.Message);
    }

    [Fact]
    public void FileThatIsNoSafetensors_IsNamed()
    {
        var file = Write([1, 2, 3]);

        var error = Assert.Throws<StateException>(() => WeightsImport.Of(Network, file));

        Assert.Equal($"{file.Path}: safetensors: expected at least 8 bytes, found 3", error.Message);
    }

    [Fact]
    public void FileChangedAfterItWasOpened_IsRefused()
    {
        var file = Write([1, 2, 3]);
        File.WriteAllBytes(file.Path, [4]);

        var error = Assert.Throws<StateException>(() => WeightsImport.Of(Network, file));

        Assert.Contains("it was changed meanwhile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNotThere_IsNamed()
    {
        var error = Assert.Throws<StateException>(() => WeightsFile.Open("/no/such/file"));

        Assert.StartsWith("Cannot read the weights in /no/such/file: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PlanAndFile_ThatDoNotGoTogether_AreToldApart()
    {
        var (one, other) = (new string('a', 64), new string('b', 64));
        var held = new WeightsFile("/w", other);

        Assert.Null(WeightsFile.ReasonAgainst("", held: null));
        Assert.Null(WeightsFile.ReasonAgainst(other, held));
        Assert.Contains("leave them out", WeightsFile.ReasonAgainst("", held)!, StringComparison.Ordinal);
        Assert.Contains("--weights", WeightsFile.ReasonAgainst(one, held: null)!, StringComparison.Ordinal);
        Assert.Contains("take the same file", WeightsFile.ReasonAgainst(one, held)!, StringComparison.Ordinal);
    }

    private WeightsFile Write(byte[] content) => WeightsFile.Open(_folder.Write("weights.safetensors", content));
}
