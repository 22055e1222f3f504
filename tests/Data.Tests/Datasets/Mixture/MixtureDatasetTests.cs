using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Stores.Import;

namespace SplitLearning.Data.Tests.Datasets.Mixture;

public sealed class MixtureDatasetTests : IDisposable
{
    private static readonly Phase[] Phases = [Phase.Train, Phase.Test];
    private static readonly MixtureOptions Few = new() { Clients = 4, Dimension = 3, Seed = 5 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mixture_WrittenAndRead_IsTheOneThatIsDrawn()
    {
        var drawn = MixtureDataset.Create(Few);

        var written = MixtureFiles.Write(_folder["mixture"], Few);
        var read = MixtureDataset.Open(new DatasetOptions { Folder = _folder.Path });

        Assert.Equal((drawn.Count(Phase.Train), drawn.Count(Phase.Test)), written);
        Assert.Equal(drawn.Fingerprint, read.Fingerprint);
        Assert.Equal($"mixture from {_folder["mixture"]} (4 clients)", read.Description);
        Assert.Equal([3], read.SampleShape);
        foreach (var phase in Phases)
        {
            int[] all = [.. Enumerable.Range(0, drawn.Count(phase))];
            Assert.Equal(drawn.Read(phase, all).Inputs.Bytes.ToArray(), read.Read(phase, all).Inputs.Bytes.ToArray());
            Assert.Equal(drawn.Labels(phase), read.Labels(phase));
            Assert.Equal(drawn.Clients(phase), read.Clients(phase));
        }

        var truth = Assert.IsAssignableFrom<IMixture>(read).Truth;
        Assert.Equal(Few, truth.Options);
        Assert.Equal(drawn.Truth.Components, truth.Components);
        Assert.Equal(drawn.Truth.Weights, truth.Weights);
    }

    [Fact]
    public void Mixture_OfTheCatalog_IsFoundInAFolder()
    {
        MixtureFiles.Write(_folder["mixture"], Few);

        var data = DatasetCatalog.Find("mixture")!.Open(new DatasetOptions { Folder = _folder.Path, Fraction = 0.5 });

        Assert.Equal(data.Count(Phase.Train), data.Clients(Phase.Train)!.Count);
    }

    [Fact]
    public void Mixture_NothingFound_IsDrawnWithTheDefaults()
    {
        var data = MixtureDataset.Open(new DatasetOptions(), new DatasetLocator(_folder.Path, null));

        Assert.StartsWith("synthetic mixture (50 clients, ", data.Description, StringComparison.Ordinal);
        Assert.Equal([20], data.SampleShape);
        Assert.Equal(2, data.Classes);
    }

    [Fact]
    public void Mixture_OtherClientsOfTheSameRows_HasAnotherFingerprint()
    {
        MixtureFiles.Write(_folder["mixture"], Few);
        var before = MixtureDataset.Open(new() { Folder = _folder.Path }).Fingerprint;
        var lines = File.ReadAllLines(_folder["mixture/train.csv"]);
        lines[1] = "3" + lines[1][1..];
        File.WriteAllLines(_folder["mixture/train.csv"], lines);

        Assert.NotEqual(before, MixtureDataset.Open(new() { Folder = _folder.Path }).Fingerprint);
    }

    [Fact]
    public void GivenPartition_WithoutAFile_IsTheMixturesOwn()
    {
        var data = MixtureDataset.Create(Few);

        var clients = FederatedShards.Deal(
            data, new FederatedPartition { Kind = FederatedPartitionKind.Given, Unseen = 1 }, seed: 1);

        Assert.Equal([false, false, false, true], clients.Select(client => client.Unseen));
        Assert.Equal(Enumerable.Range(0, new PooledSamples(data).Count),
            clients.SelectMany(client => client.Train.Concat(client.Test)).Order());
        Assert.All(clients, client =>
        {
            Assert.All(client.Train, index => Assert.Equal(client.Client, data.Clients(Phase.Train)![index]));
            Assert.All(client.Test, index => Assert.Equal(
                client.Client, data.Clients(Phase.Test)![index - data.Count(Phase.Train)]));
        });
    }

    [Fact]
    public void GivenPartition_OfSoFewSamplesThatAClientHasNone_IsAnError()
    {
        var data = Subset.Of(MixtureDataset.Create(Few), 0.001);

        var error = Assert.Throws<DatasetException>(() => FederatedShards.Deal(
            data, new FederatedPartition { Kind = FederatedPartitionKind.Given }, seed: 1));

        Assert.Matches(
            "client [0-3] has no samples to (train|test) with; all clients must have some: use all of the data$",
            error.Message);
    }

    [Theory]
    [InlineData("4,1,1,1,0", "train.csv, row 2: expected a client of 0 to 3 in column 1, found 4")]
    [InlineData("0.5,1,1,1,0", "train.csv, row 2: expected a client of 0 to 3 in column 1, found 0.5")]
    [InlineData("-1,1,1,1,0", "train.csv, row 2: expected a client of 0 to 3 in column 1, found -1")]
    [InlineData("0,1,1,1,2", "train.csv, row 2: expected a class of 0 to 1 in column 5, found 2")]
    [InlineData("0,1,1,0", "train.csv, row 2: expected 5 columns, found 4")]
    public void Row_ThatCannotBeUsed_IsNamedOrLeftOut(string row, string message)
    {
        MixtureFiles.Write(_folder["mixture"], Few);
        var lines = File.ReadAllLines(_folder["mixture/train.csv"]);
        lines[1] = row;
        File.WriteAllLines(_folder["mixture/train.csv"], lines);

        var error = Assert.Throws<DatasetException>(() => MixtureDataset.Open(new() { Folder = _folder.Path }));
        var data = MixtureDataset.Open(new() { Folder = _folder.Path, OnBadSample = BadSamplePolicy.Skip });

        Assert.Equal(Path.Combine(_folder["mixture"], message), error.Message);
        Assert.Equal(lines.Length - 2, data.Count(Phase.Train));
    }

    [Theory]
    [InlineData("null", "expected an object in JSON, found null")]
    [InlineData("{}", "expected options, components and weights, found not all of them")]
    [InlineData("""{"options": {"dimension": 0}, "components": [], "weights": []}""",
        "MixtureOptions.Dimension is 0; it must be 1 to 4000")]
    [InlineData("""{"options": {"components": 1, "dimension": 2}, "components": [[1]], "weights": []}""",
        "expected components of 1 x 2 numbers, found others")]
    [InlineData(
        """{"options": {"components": 1, "dimension": 1, "clients": 2}, "components": [[1]], "weights": [[1]]}""",
        "expected weights of 2 x 1 numbers, found others")]
    public void Truth_ThatDoesNotFit_IsAnError(string json, string message)
    {
        MixtureFiles.Write(_folder["mixture"], Few);
        File.WriteAllText(_folder["mixture/mixture.json"], json);

        var error = Assert.Throws<DatasetException>(() => MixtureDataset.Open(new() { Folder = _folder.Path }));

        Assert.Equal($"{_folder["mixture/mixture.json"]}: {message}", error.Message);
    }

    [Fact]
    public void Truth_NotJson_SaysSo()
    {
        MixtureFiles.Write(_folder["mixture"], Few);
        File.WriteAllText(_folder["mixture/mixture.json"], "weights");

        var error = Assert.Throws<DatasetException>(() => MixtureDataset.Open(new() { Folder = _folder.Path }));

        Assert.StartsWith($"{_folder["mixture/mixture.json"]}: expected what a mixture was drawn from, found ",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_Stopped_LeavesNothing()
    {
        Assert.ThrowsAny<OperationCanceledException>(
            () => MixtureFiles.Write(_folder["mixture"], Few, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Store_OfAMixture_IsRefused() => Assert.Equal(
        "mixture: stores do not keep whose each sample is; read these data from their files",
        Assert.Throws<DatasetException>(
            () => SampleSource.Find(DatasetCatalog.Find("mixture")!, new DatasetOptions())).Message);

    [Fact]
    public void Samples_Read_AreWithinTheScale()
    {
        var data = MixtureDataset.Create(Few with { Scale = 2 });

        var values = MemoryMarshal.Cast<byte, float>(
            data.Read(Phase.Train, [.. Enumerable.Range(0, data.Count(Phase.Train))]).Inputs.Bytes.Span).ToArray();

        Assert.InRange(values.Max(), 1.9f, 2f);
        Assert.InRange(values.Min(), -2f, -1.9f);
    }
}
