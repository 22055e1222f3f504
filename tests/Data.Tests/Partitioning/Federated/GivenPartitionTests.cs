using System.Text;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Tests.Datasets.Folders;

namespace SplitLearning.Data.Tests.Partitioning.Federated;

/// <summary>Six images by path: train/healthy 0 and 1, train/ill 2 and 3, test/healthy 4, test/ill 5.</summary>
public sealed class GivenPartitionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GivenPartitionTests()
    {
        string[] files =
        [
            "train/healthy/a.png", "train/healthy/b.png", "train/ill/a.png", "train/ill/b.png", "test/healthy/a.png",
            "test/ill/a.png",
        ];
        foreach (var (number, file) in files.Index())
            _folder.Write("images/" + file, Pictures.Png((byte)(40 * number)));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Deal_ByFile_GivesEachClientTheSamplesAtThesePlacesOnDisk()
    {
        var clients = Deal("""{"1": {"test": [3], "train": [5]}, "0": {"train": [4, 0, 2], "test": [1]}}""");

        Assert.Equal([0, 1], clients.Select(client => client.Client));
        Assert.Equal("0 2 4", PlacesOf(clients[0].Train));
        Assert.Equal("1", PlacesOf(clients[0].Test));
        Assert.Equal("5", PlacesOf(clients[1].Train));
        Assert.Equal("3", PlacesOf(clients[1].Test));
    }

    [Fact]
    public void Deal_ByFile_HoldsTheLastClientsOut()
    {
        var clients = Deal("""{"0": {"train": [0], "test": [1]}, "1": {"train": [2], "test": [3]}}""", unseen: 1);

        Assert.Equal([false, true], clients.Select(client => client.Unseen));
    }

    [Theory]
    [InlineData("""{"0": {"train": [0, 6], "test": [1]}}""",
        "{file}, client 0, train: index 6 is of no sample in use: {data} has 6, from 0")]
    [InlineData("""{"0": {"train": [0], "test": [1]}, "1": {"train": [2], "test": [0]}}""",
        "{file}, client 1, test: index 0 is given to client 0 already")]
    [InlineData("""{"0": {"train": [0], "test": [-1]}}""",
        "{file}, client 0, test: expected whole numbers from 0, found -1")]
    [InlineData("""{"0": {"train": [0.5], "test": [1]}}""",
        "{file}, client 0, train: expected whole numbers from 0, found 0.5")]
    [InlineData("""{"0": {"train": ["x"], "test": [1]}}""",
        "{file}, client 0, train: expected whole numbers from 0, found \"x\"")]
    [InlineData("""{"0": {"train": [0], "test": []}}""",
        "{file}, client 0, test: expected at least one index, found none")]
    [InlineData("""{"0": {"train": [0]}}""", "{file}, client 0: expected lists train and test, found no test")]
    [InlineData("""{"0": [0]}""", "{file}, client 0: expected an Object in JSON, found Array")]
    [InlineData("""[0]""", "{file}: expected an Object in JSON, found Array")]
    [InlineData("""{"a": {}}""", "{file}, client 'a': expected a number from 0 to 0, as there are 1 clients")]
    [InlineData("""{"0": {"train": [0], "test": [1]}, "2": {}}""",
        "{file}, client '2': expected a number from 0 to 1, as there are 2 clients")]
    [InlineData("""{"0": {"train": [0], "test": [1]}, "00": {}}""", "{file}: client 0 is given twice")]
    public void File_ThatCannotBeFollowed_IsAnErrorThatNamesFileClientAndIndex(string json, string message)
    {
        var error = Assert.Throws<DatasetException>(() => Deal(json));

        Assert.Equal(
            message.Replace("{file}", _folder["clients.json"], StringComparison.Ordinal)
                .Replace("{data}", Data().Description, StringComparison.Ordinal),
            error.Message);
    }

    [Fact]
    public void File_NotJson_SaysSo() => Assert.StartsWith(
        $"{_folder["clients.json"]}: expected JSON, found something else (",
        Assert.Throws<DatasetException>(() => Deal("client,index")).Message, StringComparison.Ordinal);

    [Fact]
    public void File_Missing_IsNamed() => Assert.StartsWith($"{_folder["none.json"]}: cannot be read (",
        Assert.Throws<DatasetException>(() => FederatedShards.Deal(Data(), Given(_folder["none.json"]), seed: 1))
            .Message, StringComparison.Ordinal);

    [Fact]
    public void Unseen_AllClients_IsAnError() => Assert.EndsWith(
        "1 clients are to be held out of 1; it must be fewer: somebody must train",
        Assert.Throws<DatasetException>(() => Deal("""{"0": {"train": [0], "test": [1]}}""", unseen: 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Data_FromWhichSomeWereLeftOut_StillHaveTheOthersAtTheirPlaces()
    {
        const string json = """{"0": {"train": [0, 2], "test": [4]}, "1": {"train": [1], "test": [5]}}""";
        var data = Data(perClass: 1);

        var error = Assert.Throws<DatasetException>(() => Deal(json, data: data));

        Assert.Contains("is of no sample in use", error.Message, StringComparison.Ordinal);
        Assert.Equal("4 5", PlacesOf([2, 3], data));
    }

    [Fact]
    public void Data_WithDamagedSamplesLeftOut_CannotBeDealtByAFile()
    {
        _folder.Write("images/train/ill/aa.png");
        var data = ImageFolders.Open(
            _folder["images"], TestKinds.Cells, new() { OnBadSample = BadSamplePolicy.Skip });

        var error = Assert.Throws<DatasetException>(
            () => Deal("""{"0": {"train": [0], "test": [1]}}""", data: data));

        Assert.Contains("damaged ones were left out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_ThatNameNoClients_SayWhatCanBeChosen() => Assert.EndsWith(
        "these data do not say whose each sample is; name a file that does, or choose the partition groups or "
        + "pathological",
        Assert.Throws<DatasetException>(() => FederatedShards.Deal(
            SyntheticDigits.Create(4, 2), Given(file: ""), seed: 1)).Message, StringComparison.Ordinal);

    private IReadOnlyList<ClientSamples> Deal(string json, int unseen = 0, IDataset? data = null)
    {
        var file = _folder.Write("clients.json", Encoding.UTF8.GetBytes(json));
        return FederatedShards.Deal(data ?? Data(), Given(file) with { Unseen = unseen }, seed: 1);
    }

    private static FederatedPartition Given(string file) =>
        new() { Kind = FederatedPartitionKind.Given, File = file };

    private IDataset Data(int? perClass = null) =>
        ImageFolders.Open(_folder["images"], TestKinds.Cells, new() { PerClass = perClass });

    // Told by the brightness, which no index has a part in.
    private string PlacesOf(IReadOnlyList<int> indices, IDataset? data = null)
    {
        var pooled = new PooledSamples(data ?? Data());
        return string.Join(' ', indices
            .Select(index => BitConverter.ToSingle(pooled.Read([index]).Inputs.Bytes.Span))
            .Select(brightness => Math.Round(brightness * 255 / 40)).Order());
    }
}
