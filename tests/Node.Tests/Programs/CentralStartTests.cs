using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Records;
using SplitLearning.Node.Tests.Runs;

namespace SplitLearning.Node.Tests.Programs;

public sealed class CentralStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _questions = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task UnfinishedRun_Named_GoesOnFromItsNewestCheckpoint()
    {
        Write(Unfinished, checkpoints: [1, 2]);

        var run = (await Find(new(null, "r1", false, [])))!;

        Assert.Equal(2, run.Checkpoint.Place.Epochs);
        Assert.Equal(Unfinished.Plan, run.Plan);
        Assert.Equal("checkpoints/epoch-0002", run.Event.Checkpoint);
        Assert.Equal(2, run.History.Scores.Count);
    }

    [Fact]
    public async Task NewestCheckpoint_TornOrChanged_TheOneBeforeIsTaken()
    {
        var folder = Write(Unfinished, checkpoints: [1, 2]);
        var torn = Path.Combine(folder.Checkpoints, "epoch-0002", "model.safetensors");
        File.WriteAllBytes(torn, [1]);

        var run = (await Find(new(null, "r1", false, [])))!;

        Assert.Equal(1, run.Checkpoint.Place.Epochs);
        Assert.StartsWith($"{torn}: expected 2 bytes, found 1", Assert.Single(run.Event.Damaged));
    }

    [Fact]
    public async Task AllCheckpoints_Damaged_OneLineThatNamesThem()
    {
        var folder = Write(Unfinished, checkpoints: [1]);
        File.Delete(Path.Combine(folder.Checkpoints, "epoch-0001", "model.safetensors"));

        var thrown = await Refused(ExitCode.Storage, "r1");

        Assert.Contains("no checkpoint to go on from (", thrown.Message);
        Assert.Contains("model.safetensors", thrown.Message);
    }

    [Fact]
    public async Task Checkpoint_OfAnotherPlan_IsRefused()
    {
        var folder = Write(Unfinished, checkpoints: [1]);
        File.WriteAllText(folder.Plan, RunJson.Pretty(Unfinished.Plan with { Seed = 8 }));

        Assert.Contains("is of another plan", (await Refused(ExitCode.Storage, "r1")).Message);
    }

    [Fact]
    public async Task FinishedRun_Named_IsRefused()
    {
        Write(Unfinished with { End = new RunFinished("a", 1, 1, new Dictionary<string, long>()) }, [1]);

        Assert.Equal(
            "The run r1 is finished; there is nothing to go on with, unless --epochs gives it more than its 2.",
            (await Refused(ExitCode.Configuration, "r1")).Message);
        Assert.Contains(
            "r1 is finished", (await Refused(ExitCode.Configuration, "r1", Given("epochs", "--epochs", "2"))).Message);
    }

    [Fact]
    public async Task FinishedRun_NamedWithMoreEpochs_GoesOn()
    {
        Write(Unfinished with { End = new RunFinished("a", 1, 1, new Dictionary<string, long>()) }, [1, 2]);

        var run = (await Find(new(null, "r1", false, [Given("epochs", "--epochs", "5")])))!;

        Assert.Equal(Unfinished.Plan with { Epochs = 5 }, run.Plan);
        Assert.Equal(Unfinished.Plan, run.Run.Planned.Plans.Plan);
        Assert.Equal(2, run.Checkpoint.Place.Epochs);
    }

    [Fact]
    public async Task WhatMayChange_Given_IsThePlanFromNowOn()
    {
        Write(Unfinished, [1]);

        var run = (await Find(new(null, "r1", false,
        [
            Given("epochs", "--epochs", "9"), Given("learning-rate", "--lr", "0.5"),
            Given("agents", "--as-agents", "5"), Given("cut", "--cut", "conv1"),
        ])))!;

        Assert.Equal(
            Unfinished.Plan with { Epochs = 9, LearningRate = 0.5, Agents = 5, Cut = "conv1" }, run.Plan);
    }

    [Fact]
    public async Task Automatic_Given_IsTheWorkloadsOwn()
    {
        Write(Unfinished with { Plan = Unfinished.Plan with { Cut = "conv1" } }, [1]);

        var run = (await Find(new(null, "r1", false, [Given("cut", "--cut", "auto")])))!;

        Assert.Equal("pool2", run.Plan.Cut);
    }

    [Fact]
    public async Task FewerEpochsThanAreDone_AreRefusedWithTheirNumber()
    {
        Write(Unfinished, [1]);

        var thrown = await Refused(ExitCode.Configuration, "r1", Given("epochs", "--epochs", "1"));

        Assert.Equal(
            "--epochs is '1', but 2 epochs of the run r1 are done; it must be 2 or more.", thrown.Message);
    }

    [Theory]
    [InlineData("cut", "--cut", "softmax", "'softmax'")]
    [InlineData("agents", "--as-agents", "3", "Partition")]
    public async Task ChangeThatThePlanDoesNotBear_IsRefused(string key, string option, string text, string named)
    {
        Write(Unfinished with { Plan = Unfinished.Plan with { Partition = new() { Weights = "2:1" } } }, [1]);

        var thrown = await Refused(ExitCode.Configuration, "r1", Given(key, option, text));

        Assert.StartsWith("The run r1 cannot go on with another plan: ", thrown.Message);
        Assert.Contains(named, thrown.Message);
    }

    [Fact]
    public async Task CheckpointOfAFormerPlan_IsGoneOnFrom()
    {
        var folder = Write(Unfinished, [1]);
        var changed = Unfinished.Plan with { LearningRate = 0.5 };
        var plans = PlanHistory.Of(Unfinished.Plan).GoOnFrom(CheckpointPlace.AfterEpoch(1), changed);
        File.WriteAllText(folder.Plan, new PlanFile(plans).ToJson());

        var run = (await Find(new(null, "r1", false, [])))!;

        Assert.Equal((1, changed), (run.Checkpoint.Place.Epochs, run.Plan));
    }

    [Fact]
    public async Task SplitRun_Named_IsRefused()
    {
        Write(Unfinished with { Mode = RunMode.Split }, [1]);

        Assert.Contains("r1 is not a central one", (await Refused(ExitCode.Configuration, "r1")).Message);
    }

    [Fact]
    public async Task RunUnderWay_Named_IsRefused()
    {
        var folder = Write(Unfinished, [1]);
        using var held = RunLock.Take(folder.Lock);

        Assert.Contains("another process", (await Refused(ExitCode.Configuration, "r1")).Message);
    }

    [Theory]
    [InlineData("--seed is '9', but the run r1 has 7;", "seed", "--seed", "9")]
    [InlineData("--optimizer is 'adam', but the run r1 has sgd;", "optimizer", "--optimizer", "adam")]
    [InlineData("--threads is '7', but the run r1 has 2;", "threads", "--threads", "7")]
    [InlineData("--fraction is '0.5', but the run r1 has 0.25;", "fraction", "--fraction", "0.5")]
    [InlineData("--batch-size is '32', but the run r1 has 64;", "batch-size", "--batch-size", "32")]
    [InlineData("--per-class is '5', but the run r1 has auto;", "per-class", "--per-class", "5")]
    [InlineData(
        "--partition is 'dirichlet', but the run r1 has contiguous;", "partition.kind", "--partition", "dirichlet")]
    [InlineData(
        "--partition-weights is '2:1', but the run r1 has none;", "partition.weights", "--partition-weights", "2:1")]
    [InlineData("--partition-alpha is '2', but the run r1 has 0.5;", "partition.alpha", "--partition-alpha", "2")]
    [InlineData("--name is 'x', but the run r1 has nothing of the kind;", "name", "--name", "x")]
    public async Task OptionThatDiffers_IsRefusedInOneLine(string line, string key, string option, string text)
    {
        Write(Unfinished, [1]);

        var thrown = await Refused(ExitCode.Configuration, "r1", Given(key, option, text));

        Assert.StartsWith(line, thrown.Message);
    }

    [Fact]
    public async Task Weights_ForARunThatStartedFromItsSeed_AreRefused()
    {
        Write(Unfinished, [1]);
        var file = _folder.Write("w.safetensors", "other");

        var thrown = await Refused(ExitCode.Configuration, "r1", Given("weights", "--weights", file));

        Assert.StartsWith($"--weights is '{file}', but the run r1 has none;", thrown.Message);
    }

    [Fact]
    public async Task Weights_OfTheRunItself_AreTakenAndOthersRefused()
    {
        var file = _folder.Write("w.safetensors", "its own");
        var hash = WeightsFile.Open(file).Sha256;
        Write(Unfinished with { Plan = Unfinished.Plan with { WeightsSha256 = hash } }, [1]);
        var own = Given("weights", "--weights", file);

        Assert.NotNull(await Find(new(null, "r1", false, [own])));
        File.WriteAllText(file, "other");

        Assert.StartsWith(
            $"--weights is '{file}', but the run r1 has weights of SHA-256 {hash};",
            (await Refused(ExitCode.Configuration, "r1", own)).Message);
    }

    [Fact]
    public async Task OptionsThatSayTheSame_AreTaken()
    {
        Write(Unfinished, [1]);

        var run = await Find(new(null, "r1", false,
        [
            Given("epochs", "--epochs", "2"), Given("learning-rate", "--lr", "1e-2"),
            Given("fraction", "--fraction", "0.250"), Given("workload", "--workload", "mnist"),
            Given("per-class", "--per-class", "auto"), Given("data", "--data", "/elsewhere"),
            Given("weights", "--weights", "none"),
            Given("partition.kind", "--partition", "contiguous"),
            Given("partition.weights", "--partition-weights", "none"),
        ]));

        Assert.NotNull(run);
    }

    [Fact]
    public async Task Terminal_AndAnUnfinishedRun_IsAskedAndYesGoesOn()
    {
        Write(Unfinished, [1]);

        Assert.Equal("r1", (await Find(new(null, null, false, []), answer: true))?.Folder.Id);
        Assert.StartsWith("The run r1 is not finished (epoch 2 of 2).", Assert.Single(_questions));
    }

    [Fact]
    public async Task Terminal_AndTheAnswerNo_StartsAnew()
    {
        Write(Unfinished, [1]);

        Assert.Null(await Find(new(null, null, false, []), answer: false));
        Assert.Single(_questions);
    }

    [Fact]
    public async Task NoTerminal_NewWantedOrNamed_NobodyIsAsked()
    {
        Write(Unfinished, [1]);

        Assert.Null(await Find(new(null, null, false, []), answer: null));
        Assert.Null(await Find(new(null, null, true, []), answer: true));
        Assert.Null(await Find(new("r2", null, false, []), answer: true));
        Assert.Null(await Find(new(null, null, false, []), answer: true, OutputFormat.Json));
        Assert.Empty(_questions);
    }

    [Fact]
    public async Task NothingToGoOnWith_NobodyIsAsked()
    {
        Write(Unfinished, checkpoints: []);
        Write(Unfinished with { Id = "r2", Mode = RunMode.Split }, [1]);
        Write(Unfinished with { Id = "r3", End = new RunFinished("a", 1, 1, new Dictionary<string, long>()) }, [1]);

        Assert.Null(await Find(new(null, null, false, []), answer: true));
        Assert.Empty(_questions);
    }

    private SampleRun Unfinished => new(_folder.Path, "r1") { Mode = RunMode.Central, End = null };

    private static RunFolder Write(SampleRun run, int[] checkpoints)
    {
        var folder = run.Write();
        File.WriteAllText(folder.Data, RunJson.Pretty(new RunData("MNIST", "f", new() { Fraction = 0.25 })));
        var states = new CheckpointFolder(folder.Checkpoints);
        foreach (var place in checkpoints.Select(CheckpointPlace.AfterEpoch))
            states.Complete(
                place, run.Plan, [states.Write(place, CentralTraining.CheckpointPart, [(byte)place.Epochs, 0])]);
        return folder;
    }

    // The shortest: "weights" is split-learning.weights, not those of the partition.
    private static Override Given(string key, string option, string text) => new(
        SettingKeys.All.Where(setting => setting.Path.EndsWith('.' + key, StringComparison.Ordinal))
            .MinBy(setting => setting.Path.Length)!, option, text);

    private async Task<NodeFailureException> Refused(ExitCode code, string run, params Override[] given)
    {
        var thrown = await Assert.ThrowsAsync<NodeFailureException>(() => Find(new(null, run, false, given)));
        Assert.Equal(code, thrown.Code);
        return thrown;
    }

    private Task<ResumedRun?> Find(CentralStart start, bool? answer = null, OutputFormat output = OutputFormat.Text)
    {
        var runs = new Override(SettingKeys.Runs, "--runs", _folder.Path);
        var settings = NodeConfiguration.Load(file: null, [.. start.Given, runs]).Settings;
        Func<string, CancellationToken, Task<bool>>? confirm =
            answer is { } yes ? (text, _) => Answer(text, yes) : null;
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, Interactive: true, confirm);
        return start.FindAsync(settings, output, new ProcessScope(terminal, TimeProvider.System, default));
    }

    private Task<bool> Answer(string question, bool answer)
    {
        _questions.Add(question);
        return Task.FromResult(answer);
    }
}
