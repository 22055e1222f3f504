using System.Text.Json.Nodes;

namespace SplitLearning.Node.Tests.Commands;

/// <summary>Federated runs on a small mixture, in the test's own process.</summary>
public sealed class FederateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Data
    {
        get
        {
            var path = Path.Combine(_folder.Path, "mixture");
            if (!Directory.Exists(path))
                Assert.Equal(0, Cli.RunAsync("data", "synthesize", "mixture", "--out", path, "--clients", "6").GetAwaiter().GetResult().Code);
            return path;
        }
    }

    [Fact]
    public async Task FedEm_OnAMixture_KeepsPlanRoundsAndClients()
    {
        var done = await FederateAsync("r1", "--rounds", "4", "--evaluate-every", "2");

        Assert.Equal((0, ""), (done.Code, done.Error));
        Assert.StartsWith("Run r1: fedem over 6 clients, data: ", done.Out);
        Assert.Matches("\nround 2  train loss .*  bottom decile .* %", done.Out);
        Assert.Matches(@"\nround  train loss .*\n +2 .*\n +4 .*\n\nFinished in", done.Out);
        var (plan, summary) = (Json("r1", "plan.json"), Json("r1", "summary.json"));
        Assert.Equal(("fedem", 3, "given", 6), ((string)plan["method"]!, (int)plan["learners"]!,
            (string)plan["partition"]!["kind"]!, (int)plan["partition"]!["clients"]!));
        Assert.Equal(("federated", "finished", 4, 4, 6), ((string)summary["mode"]!, (string)summary["status"]!,
            (int)summary["epochs"]!, (int)summary["epochs_done"]!, (int)summary["agents"]!));
        Assert.Equal([2, 4], summary["scores"]!.AsArray().Select(score => (int)score!["epoch"]!));
        var federated = summary["federated"]!;
        Assert.Equal((4, 6), ((int)federated["round"]!, federated["clients"]!.AsArray().Count));
        Assert.All(federated["clients"]!.AsArray(), client =>
            Assert.Equal(1, client!["pi"]!.AsArray().Sum(weight => (double)weight!), precision: 6));
        Assert.Contains("<h2>Clients, round 4</h2>", File.ReadAllText(FileOf("r1", "report.html")));
    }

    [Fact]
    public async Task SamePlan_OtherNumberOfWorkers_HasTheSameWeights()
    {
        await FederateAsync("one", "--rounds", "2", "--workers", "1");
        await FederateAsync("three", "--rounds", "2", "--workers", "3");

        Assert.Equal(Weights("one"), Weights("three"));
    }

    [Fact]
    public async Task UnfinishedRun_Resumed_EndsWithTheWeightsOfOneThatWasNotStopped()
    {
        await FederateAsync("whole", "--rounds", "7");
        await FederateAsync("cut", "--rounds", "7"); // the newest checkpoint is of round 5
        Unfinish("cut");

        var resumed = await RunAsync("runs", "resume", "cut");

        Assert.Equal((0, ""), (resumed.Code, resumed.Error));
        Assert.Contains("Going on after round 5, from checkpoints/epoch-0005.", resumed.Out);
        Assert.Equal(Weights("whole"), Weights("cut"));
        Assert.Equal("checkpoints/epoch-0005", (string?)Json("cut", "summary.json")["resumed_from"]);
    }

    [Fact]
    public async Task FinishedRun_Resumed_IsRefused()
    {
        await FederateAsync("r1", "--rounds", "1");

        var refused = await RunAsync("federate", "--resume", "r1");

        Assert.Equal(
            (3, "error: The run r1 is finished; there is nothing to go on with.\n"), (refused.Code, refused.Error));
    }

    [Fact]
    public async Task Resume_WithAnotherPlan_IsRefused()
    {
        await FederateAsync("r1", "--rounds", "1");

        var refused = await RunAsync("federate", "--resume", "r1", "--rounds", "9");

        Assert.Equal(3, refused.Code);
        Assert.StartsWith("error: --rounds is '9', but a federated run goes on with its own plan;", refused.Error);
    }

    [Theory]
    [InlineData("Learners is 3; it must be 1", "--method", "fedavg", "--learners", "3")]
    [InlineData("'fedsgd'", "--method", "fedsgd")]
    public async Task PlanThatDoesNotHold_Started_IsCode3(string named, params string[] options)
    {
        var refused = await FederateAsync("r1", options);

        Assert.Equal(3, refused.Code);
        Assert.Contains(named, refused.Error);
        Assert.False(Directory.Exists(FileOf("r1", "")));
    }

    [Fact]
    public async Task TooLargeARate_Training_IsCode12AndTheClientIsNamed()
    {
        var diverged = await FederateAsync("r1", "--rounds", "50", "--lr", "99", "--method", "pfedme");

        Assert.Equal(12, diverged.Code);
        Assert.Matches("^error: Client [0-5], learner 1 diverged: .*; take a smaller learning rate\n$", diverged.Error);
        Assert.Equal("failed", (string?)Json("r1", "summary.json")["status"]);
    }

    [Theory]
    [InlineData("runs", "export", "r1", "--format", "safetensors", "--out", "any.safetensors")]
    [InlineData("predict", "r1", "--input", "any.csv")]
    public async Task FederatedRun_AskedForOneModel_IsRefusedWithTheReason(params string[] arguments)
    {
        await FederateAsync("r1", "--rounds", "1");

        var refused = await RunAsync(arguments);

        Assert.Equal(3, refused.Code);
        Assert.Equal(
            "error: The run r1 is a federated one; the model of a central or split run is expected here.\n",
            refused.Error);
    }

    private Task<Cli> FederateAsync(string run, params string[] options) => RunAsync(
    [
        "federate", "--workload", "mixture", "--data", Data, "--run-id", run,
        .. options.Contains("--lr") ? [] : (string[])["--lr", "0.5"], .. options,
    ]);

    private Task<Cli> RunAsync(params string[] arguments) => Cli.RunAsync([.. arguments, "--runs", _folder.Path]);

    private string FileOf(string run, string file) => Path.Combine(_folder.Path, run, file);

    private JsonNode Json(string run, string file) => JsonNode.Parse(File.ReadAllText(FileOf(run, file)))!;

    private string Weights(string run) => (string)Json(run, "summary.json")["weights_sha256"]!;

    // As a process leaves it that was killed.
    private void Unfinish(string run)
    {
        var summary = Json(run, "summary.json");
        summary["status"] = "unfinished";
        summary["weights_sha256"] = null;
        File.WriteAllText(FileOf(run, "summary.json"), summary.ToJsonString());
    }
}
