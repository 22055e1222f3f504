using System.Buffers.Binary;
using System.Text.Json;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Runs;

public sealed class RunsExportWeightsTests : RunsTest
{
    private static readonly string[] ClientNames = ["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias"];
    private static readonly string[] ServerNames =
        ["fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias"];

    private readonly TrainingPlan _plan;
    private readonly RunFolder _run;

    public RunsExportWeightsTests()
    {
        var sample = Split("r1", agents: 2);
        _plan = sample.Plan;
        _run = sample.Write();
    }

    private string Out => Path.Combine(Folder.Path, "out.safetensors");

    [Fact]
    public async Task Whole_OfASplitRun_JoinsServerAndAnAgentsPartOfTheNewest()
    {
        SampleCheckpoints.Split(_run, _plan, new(1, 0), "agent-2");
        SampleCheckpoints.Split(_run, _plan, new(1, 3), "agent-2");

        var done = await ExportAsync();

        Assert.Equal((0, ""), (done.Code, done.Error));
        Assert.Equal($"Written: {Out}, whole lenet after epoch 1 and 3 turns\n", done.Out);
        Assert.Equal([.. ClientNames, .. ServerNames], Exported().Select(tensor => tensor.Name));
        Assert.Equal(HashAt(new(1, 3)), WeightsHash.Of(Exported()));
    }

    [Theory]
    [InlineData("client", true)]
    [InlineData("server", false)]
    public async Task Part_OfASplitRun_HasItsLayersOnly(string part, bool isClient)
    {
        SampleCheckpoints.Split(_run, _plan, new(1, 0), isClient ? ["agent-1"] : []);

        var done = await ExportAsync("--part", part);

        Assert.Equal((0, ""), (done.Code, done.Error));
        Assert.Equal(isClient ? ClientNames : ServerNames, Exported().Select(tensor => tensor.Name));
    }

    [Fact]
    public async Task Parts_OfACentralRun_AreCutWhereThePlanCuts()
    {
        var central = Central();
        var run = central.Write();
        SampleCheckpoints.Central(run, central.Plan, new(5, 0));
        SampleCheckpoints.Central(run, central.Plan, new(10, 0));
        var names = new List<string[]>();

        foreach (var part in new[] { "client", "server", "whole" })
        {
            Assert.Equal(0, (await ExportAsync(run.Id, "--part", part, "--epoch", "5")).Code);
            names.Add([.. Exported().Select(tensor => tensor.Name)]);
        }

        Assert.Equal([ClientNames, ServerNames, [.. ClientNames, .. ServerNames]], names);
        using var model = SampleCheckpoints.ModelAt(central.Plan, new(5, 0));
        Assert.Equal(WeightsHash.Of(model.Weights()), WeightsHash.Of(Exported()));
    }

    [Fact]
    public async Task File_Written_IsWhatPyTorchsReaderExpects()
    {
        SampleCheckpoints.Split(_run, _plan, new(1, 0), "agent-1");

        await ExportAsync();

        // Read by the format's own rules, without this project's reader: huggingface/safetensors, section Format.
        var file = File.ReadAllBytes(Out);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        Assert.Equal("pt", header.RootElement.GetProperty("__metadata__").GetProperty("format").GetString());
        var conv1 = header.RootElement.GetProperty("conv1.weight");
        Assert.Equal("F32", conv1.GetProperty("dtype").GetString());
        Assert.Equal([6, 1, 5, 5], conv1.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()));
        using var model = SampleCheckpoints.ModelAt(_plan, new(1, 0));
        Assert.Equal(
            model.Weights().SelectMany(tensor => tensor.Tensor.Bytes.ToArray()), file.AsSpan(8 + length).ToArray());
    }

    [Fact]
    public async Task ClientPart_Elsewhere_TheErrorSaysWhatToCopyAndClientTakesIt()
    {
        var state = SampleCheckpoints.Split(_run, _plan, new(5, 0));
        var brought = Path.Combine(Folder.Path, "brought.safetensors");
        File.WriteAllBytes(brought, state);

        var missing = await ExportAsync();
        var joined = await ExportAsync("--client", brought);

        Assert.Equal(9, missing.Code);
        Assert.Equal("error: The client model of epoch 5 is not on this machine: copy "
            + "r1/agent-1/checkpoints/epoch-0005/client.safetensors from the runs folder of agent-1 (or of agent-2) "
            + "and name it with --client\n", missing.Error);
        Assert.Equal((0, ""), (joined.Code, joined.Error));
        Assert.Equal(HashAt(new(5, 0)), WeightsHash.Of(Exported()));
    }

    [Fact]
    public async Task ClientFile_OfAnotherEpoch_IsRefusedByItsHash()
    {
        var other = Path.Combine(Folder.Path, "other.safetensors");
        File.WriteAllBytes(other, SampleCheckpoints.Split(_run, _plan, new(1, 0)));
        SampleCheckpoints.Split(_run, _plan, new(2, 0));

        var done = await ExportAsync("--client", other);

        Assert.Equal(9, done.Code);
        Assert.StartsWith($"error: {other}: expected SHA-256 ", done.Error);
        Assert.EndsWith("it is not the client model of epoch 2\n", done.Error);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task AgentsPart_TornOnOneAgent_IsTakenFromAnother()
    {
        SampleCheckpoints.Split(_run, _plan, new(1, 0), "agent-1", "agent-2");
        File.WriteAllBytes(
            Path.Combine(_run.Path, "agent-1", "checkpoints", "epoch-0001", "client.safetensors"), [1]);

        Assert.Equal(0, (await ExportAsync()).Code);
        Assert.Equal(HashAt(new(1, 0)), WeightsHash.Of(Exported()));
    }

    [Fact]
    public async Task NewestCheckpoint_Damaged_TheOneBeforeIsTakenWithAWarning()
    {
        SampleCheckpoints.Split(_run, _plan, new(1, 0), "agent-1");
        SampleCheckpoints.Split(_run, _plan, new(2, 0), "agent-1");
        var torn = Path.Combine(_run.Checkpoints, "epoch-0002", "server.safetensors");
        File.WriteAllBytes(torn, [1]);

        var done = await ExportAsync();

        Assert.Equal(0, done.Code);
        Assert.StartsWith($"warning: {torn}: expected ", done.Error);
        Assert.Equal(HashAt(new(1, 0)), WeightsHash.Of(Exported()));
    }

    [Fact]
    public async Task Epoch_WithoutACheckpoint_NamesThoseThereAre()
    {
        SampleCheckpoints.Split(_run, _plan, new(1, 0));
        SampleCheckpoints.Split(_run, _plan, new(1, 2));

        var done = await ExportAsync("--epoch", "4");

        Assert.Equal(9, done.Code);
        Assert.EndsWith("has no checkpoint of epoch 4; it has epoch 1, epoch 1 and 2 turns\n", done.Error);
    }

    [Theory]
    [InlineData("--epoch", "3")]
    [InlineData("--part", "client")]
    [InlineData("--client", "x")]
    public async Task OptionOfWeights_WithoutTheirFormat_IsAUsageError(string option, string value)
    {
        var done = await RunsAsync("export", "r1", "--out", Out, option, value);

        Assert.Equal(2, done.Code);
        Assert.StartsWith($"error: {option} says which weights are written", done.Error);
    }

    [Fact]
    public async Task ClientFile_ForACentralRun_IsRefused()
    {
        var central = Central();
        SampleCheckpoints.Central(central.Write(), central.Plan, new(1, 0));

        var done = await ExportAsync(central.Id, "--client", "x");

        Assert.Equal(3, done.Code);
        Assert.Contains("--client is 'x', but the run a-central is a central one", done.Error);
    }

    private Task<Cli> ExportAsync(params string[] rest)
    {
        string run = rest is [var first, ..] && !first.StartsWith('-') ? first : "r1";
        return RunsAsync(
            ["export", run, "--format", "safetensors", "--out", Out, .. rest.SkipWhile(word => word == run)]);
    }

    private IReadOnlyList<NamedTensor> Exported() => SafeTensors.Read(File.ReadAllBytes(Out)).Tensors;

    private string HashAt(CheckpointPlace place)
    {
        using var model = SampleCheckpoints.ModelAt(_plan, place);
        return WeightsHash.Of(model.Weights());
    }
}
