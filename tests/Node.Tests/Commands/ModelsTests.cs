using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Commands;

public sealed class ModelsTests : IDisposable
{
    private static readonly TrainingPlan Plan = Workloads.Find("mnist").DefaultPlan;

    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("models-show-lenet", "lenet", "--cut", "fc1")]
    [InlineData("models-show-alexnet", "alexnet", "--cut", "classifier.0", "--optimizer", "adam")]
    [InlineData("models-show-mlp", "mlp", "--optimizer", "sgd")]
    [InlineData("models-show-mobilenet-v2", "mobilenet-v2")]
    public async Task Show_ANetwork_IsTheApprovedText(string approved, params string[] arguments)
    {
        var shown = await Cli.RunAsync(["models", "show", .. arguments]);

        Assert.Equal((0, ""), (shown.Code, shown.Error));
        Verified.Matches(approved, shown.Out);
    }

    [Fact]
    public async Task Show_AWorkload_ShowsItsFirstNetwork()
    {
        var shown = await Cli.RunAsync("models", "show", "mnist");

        Assert.StartsWith("lenet: LeNet, ", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_AnUnknownName_ListsTheValidOnes()
    {
        var shown = await Cli.RunAsync("models", "show", "resnet");

        Assert.NotEqual(0, shown.Code);
        Assert.Contains("Unknown workload or network 'resnet'; valid are: mnist, malaria", shown.Error,
            StringComparison.Ordinal);
        Assert.Contains("mobilenet-v2", shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfACentralRun_HoldsTheWeightsOfItsNewestCheckpoint()
    {
        var run = RunOf("central-run");
        using var model = WholeModel.Create(Plan);
        Checkpoint(run, epoch: 5, "model", model.Save());

        var done = await Export("central-run");

        Assert.Equal((0, ""), (done.Code, done.Error));
        Assert.Equal($"{Out}: 10 tensors of lenet after epoch 5\n", done.Out);
        Assert.Equal(WeightsHash.Of(model.Weights()), WeightsHash.Of(Exported()));
    }

    [Theory]
    [InlineData("split-run")]
    [InlineData("split-run/checkpoints/epoch-0005")]
    [InlineData("split-run/agent-2/checkpoints/epoch-0005")]
    public async Task Export_OfASplitRun_JoinsBothSides(string named)
    {
        var run = RunOf("split-run");
        using var client = ClientModel.Create(Plan);
        using var server = ServerModel.Create(Plan);
        Checkpoint(run, epoch: 5, "server", server.Save());
        Checkpoint(Path.Combine(run, "agent-2"), epoch: 5, "client", client.Save());

        var done = await Export(named.Contains('/') ? Path.Combine(_folder.Path, named) : named);

        Assert.Equal((0, ""), (done.Code, done.Error));
        Assert.Equal(WeightsHash.Of(client.Weights().Concat(server.Weights())), WeightsHash.Of(Exported()));
    }

    [Fact]
    public async Task Export_OfASplitRunWithoutTheAgentsFolders_SaysWhatIsMissing()
    {
        using var server = ServerModel.Create(Plan);
        Checkpoint(RunOf("split-run"), epoch: 5, "server", server.Save());

        var done = await Export("split-run");

        Assert.NotEqual(0, done.Code);
        Assert.Contains("copy the agents' folders of the run into it", done.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task Export_OfNoRun_IsAnError()
    {
        var done = await Export("no-run");

        Assert.NotEqual(0, done.Code);
        Assert.Contains("'no-run' is neither the id of a run", done.Error, StringComparison.Ordinal);
    }

    private Task<Cli> Export(string run) => Cli.RunAsync(
        "models", "export", "--run", run, "--runs", _folder.Path, "--out", Out);

    private IReadOnlyList<NamedTensor> Exported() =>
        SafeTensors.Read(File.ReadAllBytes(Out)).Tensors;

    private string RunOf(string id) => RunFolder.Create(_folder.Path, RunId.Parse(id), Plan).Path;

    private static void Checkpoint(string side, int epoch, string part, byte[] state)
    {
        var folder = new CheckpointFolder(Path.Combine(side, "checkpoints"));
        var place = CheckpointPlace.AfterEpoch(epoch);
        folder.Complete(place, Plan, [folder.Write(place, part, state)]);
    }
}
