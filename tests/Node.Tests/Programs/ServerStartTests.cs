using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Records;
using SplitLearning.Node.Tests.Runs;

namespace SplitLearning.Node.Tests.Programs;

public sealed class ServerStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _questions = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task UnfinishedRun_Latest_IsFound()
    {
        Write(Unfinished);

        Assert.Equal("r1", (await Find(new(null, ServerStart.Latest, [])))?.Folder.Id);
        Assert.Empty(_questions);
    }

    [Fact]
    public async Task UnfinishedRun_LatestOfAnotherName_IsANewRun()
    {
        Write(Unfinished);

        Assert.Null(await Find(new("r2", ServerStart.Latest, [])));
    }

    [Fact]
    public async Task UnfinishedRun_None_IsANewRunAndNobodyIsAsked()
    {
        Write(Unfinished);

        Assert.Null(await Find(new(null, "none", []), answer: true));
        Assert.Empty(_questions);
    }

    [Fact]
    public async Task FinishedRun_Latest_IsANewRun()
    {
        Write(new SampleRun(_folder.Path, "r1"));

        Assert.Null(await Find(new(null, ServerStart.Latest, [])));
    }

    [Fact]
    public async Task FinishedRun_LatestOfItsName_IsOver()
    {
        Write(new SampleRun(_folder.Path, "r1"));

        var run = await Find(new("r1", ServerStart.Latest, []));

        Assert.Equal(("r1", true, false), (run?.Folder.Id, run?.IsOver, run?.IsUntold));
    }

    [Theory]
    [InlineData(null, ServerStart.Latest)]
    [InlineData("r1", ServerStart.Latest)]
    [InlineData(null, "r1")]
    public async Task FinishedRun_ItsServerWasLostAtTheEnd_IsFoundForItsAgentsToBeTold(string? runId, string resume)
    {
        File.WriteAllText(Write(new SampleRun(_folder.Path, "r1")).Lock, "");

        var run = await Find(new(runId, resume, []));

        Assert.Equal(("r1", true, true), (run?.Folder.Id, run?.IsOver, run?.IsUntold));
    }

    [Fact]
    public async Task FinishedRun_Named_IsRefused()
    {
        Write(new SampleRun(_folder.Path, "r1"));

        var thrown = await Refused(ExitCode.Configuration, new(null, "r1", []));

        Assert.Equal(
            "The run r1 is finished; there is nothing to go on with, unless --epochs gives it more than its 2.",
            thrown.Message);
    }

    [Fact]
    public async Task CentralRun_LatestOfItsName_IsRefused()
    {
        Write(Unfinished with { Mode = RunMode.Central });

        Assert.Contains(
            "is not a split one", (await Refused(ExitCode.Configuration, new("r1", ServerStart.Latest, []))).Message);
    }

    [Theory]
    [InlineData(true, "r1")]
    [InlineData(false, null)]
    public async Task Terminal_AndAnUnfinishedRun_TheAnswerDecides(bool answer, string? found)
    {
        Write(Unfinished);

        Assert.Equal(found, (await Find(new(null, null, []), answer))?.Folder.Id);
        Assert.StartsWith("The run r1 is not finished (epoch 2 of 2).", Assert.Single(_questions));
    }

    [Fact]
    public async Task NobodyToAsk_NothingSaid_IsANewRun()
    {
        Write(Unfinished);

        Assert.Null(await Find(new(null, null, []), answer: null));
        Assert.Null(await Find(new("r9", null, []), answer: true));
        Assert.Null(await Find(new(null, null, []), answer: true, OutputFormat.Json));
        Assert.Empty(_questions);
    }

    [Fact]
    public async Task CentralRun_Named_IsRefused()
    {
        Write(Unfinished with { Mode = RunMode.Central });

        Assert.Contains("is not a split one", (await Refused(ExitCode.Configuration, new(null, "r1", []))).Message);
    }

    [Fact]
    public async Task SimulatedRun_PrivateShardsWanted_IsRefused()
    {
        Write(Unfinished);

        var thrown = await Refused(
            ExitCode.Configuration, new(null, "r1", [new Override(SettingKeys.Shards, "--shards", "private")]));

        Assert.Contains("is 'private', but the run r1 has simulated ones", thrown.Message);
    }

    [Fact]
    public async Task FinishedRun_MoreEpochsAndACheckpoint_GoesOn()
    {
        var folder = Write(new SampleRun(_folder.Path, "r1"));
        var states = new CheckpointFolder(folder.Checkpoints);
        var place = CheckpointPlace.AfterEpoch(2);
        states.Complete(place, Unfinished.Plan, [states.Write(place, "server", [1])], new string('a', 64));

        var run = await Find(new(null, "r1", [MoreEpochs]));

        Assert.Equal((true, 5), (run!.IsFinished, run.Plan.Epochs));
    }

    [Fact]
    public async Task FinishedRun_MoreEpochsAndNoCheckpoint_IsRefused()
    {
        Write(new SampleRun(_folder.Path, "r1"));

        var thrown = await Refused(ExitCode.Storage, new(null, "r1", [MoreEpochs]));

        Assert.Equal("The run r1 has no checkpoint to go on from; start it anew.", thrown.Message);
    }

    private static Override MoreEpochs => new(SettingKeys.Epochs, "--epochs", "5");

    private SampleRun Unfinished => new(_folder.Path, "r1") { End = null };

    private static RunFolder Write(SampleRun run)
    {
        var folder = run.Write();
        File.WriteAllText(
            folder.Plan, new PlanFile(PlanHistory.Of(run.Plan), ShardMode.Simulated).ToJson());
        return folder;
    }

    private async Task<NodeFailureException> Refused(ExitCode code, ServerStart start)
    {
        var thrown = await Assert.ThrowsAsync<NodeFailureException>(() => Find(start));
        Assert.Equal(code, thrown.Code);
        return thrown;
    }

    private Task<UnfinishedRun?> Find(
        ServerStart start, bool? answer = null, OutputFormat output = OutputFormat.Text)
    {
        var runs = new Override(SettingKeys.Runs, "--runs", _folder.Path);
        var settings = NodeConfiguration.Load(file: null, [.. start.Given, runs]).Settings;
        Func<string, CancellationToken, Task<bool>>? confirm = answer is { } yes ? (text, _) => Answer(text, yes) : null;
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, Interactive: true, confirm);
        return start.FindAsync(settings, output, new ProcessScope(terminal, TimeProvider.System, default));
    }

    private Task<bool> Answer(string question, bool answer)
    {
        _questions.Add(question);
        return Task.FromResult(answer);
    }
}
