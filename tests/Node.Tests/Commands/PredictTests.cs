using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Embedded.Imaging.Tests;
using SplitLearning.Data;
using SplitLearning.Models;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Records;
using SplitLearning.Node.Tests.Runs;

namespace SplitLearning.Node.Tests.Commands;

public sealed class PredictTests : RunsTest
{
    private const int Side = 28;

    private static readonly byte[] Pixels = [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(i * 7))];

    private readonly TrainingPlan _plan;
    private readonly RunFolder _run;

    public PredictTests()
    {
        var sample = Split("r1", agents: 1);
        _plan = sample.Plan;
        _run = sample.Write();
        SampleCheckpoints.Split(_run, _plan, new(1, 0), "agent-1");
    }

    [Fact]
    public async Task Digit_Predicted_HasTheProbabilitiesOfTheModelOnItsPixels()
    {
        var png = Png("digit.png", Pixels);

        var done = await PredictAsync("--input", png, "--output", "json");

        Assert.Equal((0, ""), (done.Code, done.Error));
        var json = JsonNode.Parse(done.Out)!;
        var prediction = json["predictions"]![0]!;
        var probabilities = prediction["probabilities"]!.AsObject();
        Assert.Equal(Expected(new(1, 0)), probabilities.Select(pair => (double)pair.Value!));
        Assert.Equal(Enumerable.Range(0, 10).Select(digit => $"{digit}"), probabilities.Select(pair => pair.Key));
        Assert.Equal(probabilities.MaxBy(pair => (double)pair.Value!).Key, (string?)prediction["class"]);
        Assert.Equal(probabilities.Max(pair => (double)pair.Value!), (double)prediction["probability"]!);
        Assert.Equal((png, null), ((string?)prediction["file"], (int?)prediction["row"]));
        Assert.Equal("epoch-0001", (string?)json["checkpoint"]);
    }

    [Fact]
    public async Task Files_InText_HaveALineEach()
    {
        var (one, other) = (Png("one.png", Pixels), Png("other.png", [.. Pixels.Reverse()]));

        var done = await PredictAsync("--input", one, other);

        Assert.Equal((0, ""), (done.Code, done.Error));
        var lines = done.Out.TrimEnd().Split('\n');
        Assert.Matches(@"^file +class +probability$", lines[0]);
        Assert.Matches($@"^{one} +\d +\d+\.\d\d %$", lines[1]);
        Assert.Matches($@"^{other} +\d +\d+\.\d\d %$", lines[2]);
    }

    [Fact]
    public async Task BadFiles_AmongGoodOnes_ALineEachAndCode4AtTheEnd()
    {
        var good = Png("good.png", Pixels);
        var (bad, missing) = (Folder.Write("bad.png", "no image"), Path.Combine(Folder.Path, "missing.png"));

        var done = await PredictAsync("--input", bad, good, missing);

        Assert.Equal(4, done.Code);
        var lines = done.Error.TrimEnd().Split('\n');
        Assert.StartsWith($"warning: {bad} ", lines[0]);
        Assert.StartsWith($"warning: {missing} cannot be read: ", lines[1]);
        Assert.Equal("error: 2 of 3 files cannot be used; the lines above say why.", lines[2]);
        Assert.Contains(good, done.Out);
    }

    [Fact]
    public async Task Epoch_Named_ItsModelIsTaken()
    {
        SampleCheckpoints.Split(_run, _plan, new(2, 0), "agent-1");
        var png = Png("digit.png", Pixels);

        var newest = await PredictAsync("--input", png, "--output", "json");
        var first = await PredictAsync("--input", png, "--output", "json", "--epoch", "1");

        Assert.Equal(Expected(new(2, 0)), ProbabilitiesOf(newest));
        Assert.Equal(Expected(new(1, 0)), ProbabilitiesOf(first));
    }

    [Fact]
    public async Task ClientFile_Brought_IsTakenWhereTheAgentIsElsewhere()
    {
        var brought = Path.Combine(Folder.Path, "client.safetensors");
        File.WriteAllBytes(brought, SampleCheckpoints.Split(_run, _plan, new(3, 0)));
        var png = Png("digit.png", Pixels);

        var without = await PredictAsync("--input", png);
        var with = await PredictAsync("--input", png, "--client", brought, "--output", "json");

        Assert.Equal(9, without.Code);
        Assert.Contains("name it with --client", without.Error);
        Assert.Equal(Expected(new(3, 0)), ProbabilitiesOf(with));
    }

    [Fact]
    public async Task Beats_InOneFile_ArePredictedRowByRow()
    {
        var plan = Workloads.Find("ecg").DefaultPlan;
        var run = RunFolder.Create(Folder.Path, RunId.Parse("beats"), plan);
        SampleCheckpoints.Central(run, plan, new(5, 0));
        var row = string.Join(",", Enumerable.Repeat("0.5", 187));
        var csv = Folder.Write("beats.csv", $"{row},4\n{row}\n");

        var done = await Cli.RunAsync("predict", "beats", "--runs", Folder.Path, "--input", csv, "--output", "json");

        Assert.Equal((0, ""), (done.Code, done.Error));
        var predictions = JsonNode.Parse(done.Out)!["predictions"]!.AsArray();
        Assert.Equal([1, 2], predictions.Select(prediction => (int)prediction!["row"]!));
        Assert.Equal(
            $"{predictions[0]!["probabilities"]}", $"{predictions[1]!["probabilities"]}");
        Assert.Equal(["N", "S", "V", "F", "Q"], predictions[0]!["probabilities"]!.AsObject().Select(pair => pair.Key));
    }

    private Task<Cli> PredictAsync(params string[] rest) =>
        Cli.RunAsync(["predict", "r1", "--runs", Folder.Path, .. rest]);

    private static IEnumerable<double> ProbabilitiesOf(Cli done) => JsonNode.Parse(done.Out)!["predictions"]![0]!
        ["probabilities"]!.AsObject().Select(pair => (double)pair.Value!);

    private double[] Expected(Models.State.CheckpointPlace place)
    {
        using var model = SampleCheckpoints.ModelAt(_plan, place);
        var values = Array.ConvertAll(Pixels, pixel => pixel / 255f);
        return model.Predict(new TensorData(
            [1, 1, Side, Side], TensorDtype.Float32, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()))[0];
    }

    /// <summary>A grey PNG of 28 x 28 pixels, 8 bits each.</summary>
    private string Png(string name, byte[] pixels)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        WriteChunk(file, "IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 8, 0, 0, 0, 0]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            foreach (var row in pixels.Chunk(Side))
                zlib.Write([0, .. row]); // unfiltered
        WriteChunk(file, "IDAT"u8, packed.ToArray());
        WriteChunk(file, "IEND"u8, []);
        var path = Path.Combine(Folder.Path, name);
        File.WriteAllBytes(path, PngChunks.Reseal(file.ToArray()));
        return path;
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, byte[] content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        file.Write(length);
        file.Write(type);
        file.Write(content);
        file.Write(stackalloc byte[4]); // the checksum, see Reseal
    }
}
