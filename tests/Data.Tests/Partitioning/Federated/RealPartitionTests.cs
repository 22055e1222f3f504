using System.Text.Json;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Data.Tests.Partitioning.Federated;

/// <summary>FedEM's partition of CIFAR-10 among 80 clients, with the images that it was made for.</summary>
public sealed class RealPartitionTests
{
    private const int Images = 60_000, ImagesOfClass = 5_000, TestImages = 50_000, TestImagesOfClass = 1_000;

    [RealPartitionFact]
    public void Cifar10_DealtByTheFile_HasEveryImageOnceAndTheClassesThatTheFileMeans()
    {
        using var folder = new TemporaryFolder();
        var home = RealPartition.Unpack(folder.Path);
        var data = ColourImageFolder.Open(home, new());

        var clients = FederatedShards.Deal(
            data, new FederatedPartition { Kind = FederatedPartitionKind.Given, File = RealPartition.File! }, seed: 7);

        Assert.Equal(80, clients.Count);
        Assert.Equal(
            Enumerable.Range(0, Images), clients.SelectMany(client => client.Train.Concat(client.Test)).Order());
        var labels = new PooledSamples(data).Labels;
        using var json = JsonDocument.Parse(File.ReadAllText(RealPartition.File!));
        foreach (var client in clients)
        {
            var given = json.RootElement.GetProperty($"{client.Client}");
            Assert.Equal(Classes(given.GetProperty("train")), client.Train.Select(index => (int)labels[index]).Order());
            Assert.Equal(Classes(given.GetProperty("test")), client.Test.Select(index => (int)labels[index]).Order());
        }

        AssertImagesAreThoseOfTheirPlaces(data, home);
    }

    private static IEnumerable<int> Classes(JsonElement indices) =>
        indices.EnumerateArray().Select(index => ClassOf(index.GetInt32()).Label).Order();

    // As the file's own description has it.
    private static (int Label, int Number) ClassOf(int index) => index < TestImages
        ? (index / ImagesOfClass, index % ImagesOfClass)
        : ((index - TestImages) / TestImagesOfClass, (index - TestImages) % TestImagesOfClass);

    private static void AssertImagesAreThoseOfTheirPlaces(IDataset data, string home)
    {
        int[] positions = [.. data.Positions(Phase.Train)!, .. data.Positions(Phase.Test)!];
        var pooled = new PooledSamples(data);
        for (var index = 0; index < Images; index += 997)
        {
            var (label, number) = ClassOf(positions[index]);
            var part = positions[index] < TestImages ? "train" : "test";
            var path = $"{home}/{part}/{ColourImageFolder.Kind.Classes[label]}/{number:0000}.jpg";
            Assert.Equal(
                DatasetCatalog.Find("cifar10")!.ReadInput(path).Bytes.ToArray(),
                pooled.Read([index]).Inputs.Bytes.ToArray());
        }
    }
}
