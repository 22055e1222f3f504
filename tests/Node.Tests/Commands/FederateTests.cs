using System.Text.Json.Nodes;
using SplitLearning.Models.State;

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
                Assert.Equal(0, Cli.RunAsync("data", "synthesize", "mixture", "--out", path, "--clients", "6")
                    .GetAwaiter().GetResult().Code);
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
    public async Task FileWithWeights_Named_IsWhatTheRunStartsFromAlsoWhenItIsGoneOnWith()
    {
        await FederateAsync("source", "--rounds", "5", "--method", "fedavg");
        var file = Path.Combine(_folder.Path, "model.safetensors");
        await RunAsync("runs", "export", "source", "--format", "safetensors", "--out", file);

        var done = await FederateAsync("r1", "--rounds", "6", "--method", "fedavg", "--weights", file);
        var hash = Weights("r1");
        Unfinish("r1");
        var without = await RunAsync("runs", "resume", "r1");
        var with = await RunAsync("runs", "resume", "r1", "--weights", file);

        Assert.Equal((0, ""), (done.Code, done.Error));
        Assert.Contains($"All weights are taken from {file}\n", done.Out);
        Assert.Matches("^[0-9a-f]{64}$", (string?)Json("r1", "plan.json")["weights_sha256"]);
        Assert.NotEqual(Weights("source"), hash);
        Assert.NotEqual(0, without.Code);
        Assert.Contains("here are none; name the file with --weights", without.Error);
        Assert.Equal((0, ""), (with.Code, with.Error));
        Assert.Equal(hash, Weights("r1"));
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
    [InlineData("fedavg", null, "linear.weight", 2)]
    [InlineData("fedem", "3", "0.linear.weight", 6)]
    [InlineData("local", "3", "linear.weight", 2)]
    public async Task Export_OfAFederatedRun_WritesTheCommonModelOrAClients(
        string method, string? client, string first, int tensors)
    {
        await FederateAsync("r1", "--rounds", "5", "--method", method);
        var file = Path.Combine(_folder.Path, "model.safetensors");

        var written = await RunAsync(
            ["runs", "export", "r1", "--format", "safetensors", "--out", file,
                .. client is null ? [] : (string[])["--client", client]]);

        Assert.Equal((0, ""), (written.Code, written.Error));
        Assert.Equal($"Written: {file}, whole linear after round 5\n", written.Out);
        var content = SafeTensors.Read(File.ReadAllBytes(file));
        Assert.Equal((first, tensors), (content.Tensors[0].Name, content.Tensors.Count));
        Assert.Equal(method == "fedem", content.Metadata.ContainsKey("pi"));
    }

    [Fact]
    public async Task Predict_OfAClient_MixesTheLearnersByItsWeights()
    {
        await FederateAsync("r1", "--rounds", "10");
        var rows = Path.Combine(_folder.Path, "rows.csv");
        File.WriteAllLines(rows, Enumerable.Range(0, 3).Select(
            row => string.Join(',', Enumerable.Range(0, 20).Select(column => (row * 7 + column * 3) % 5 - 2))));

        var anybody = await RunAsync("predict", "r1", "--input", rows, "--output", "json");
        var ofClients = await Task.WhenAll(
            new[] { "0", "1" }.Select(client => RunAsync("predict", "r1", "--input", rows, "--client", client,
                "--output", "json")));

        Assert.All(ofClients.Append(anybody), done => Assert.Equal((0, ""), (done.Code, done.Error)));
        var predictions = JsonNode.Parse(anybody.Out)!["predictions"]!.AsArray();
        Assert.Equal([1, 2, 3], predictions.Select(prediction => (int)prediction!["row"]!));
        Assert.All(predictions, prediction => Assert.Equal(
            1, prediction!["probabilities"]!.AsObject().Sum(of => (double)of.Value!), precision: 9));
        Assert.Equal(3, ofClients.Append(anybody).Select(done => done.Out).Distinct().Count());
    }

    [Fact]
    public async Task Predict_RowsOfAnotherSize_NamesWhatTheNetworkTakes()
    {
        await FederateAsync("r1", "--rounds", "5");
        var rows = Path.Combine(_folder.Path, "rows.csv");
        File.WriteAllText(rows, "1,2,3\n");

        var refused = await RunAsync("predict", "r1", "--input", rows);

        Assert.Equal(4, refused.Code);
        Assert.StartsWith($"warning: {rows}, row 1: expected 20 ", refused.Error);
    }

    [Theory]
    [InlineData("local", "local has no common model; name a client: 0 to 5")]
    [InlineData("fedem", "There is no client 6; clients are 0 to 5", "--client", "6")]
    [InlineData("fedem",
        "--client is 'client.safetensors'; of a federated run it must be the number of a client, from 0.",
        "--client", "client.safetensors")]
    [InlineData("fedem", "--part is 'client', but networks of a federated run are not cut; leave it out.",
        "--part", "client")]
    public async Task Export_OfWhatIsNotThere_IsCode3AndSaysWhatWouldBeRight(
        string method, string error, params string[] options)
    {
        await FederateAsync("r1", "--rounds", "5", "--method", method);

        var refused = await RunAsync(
            ["runs", "export", "r1", "--format", "safetensors", "--out", Path.Combine(_folder.Path, "x"), .. options]);

        Assert.Equal((3, $"error: {error}\n"), (refused.Code, refused.Error));
    }

    [Fact]
    public async Task Export_WithoutACheckpoint_IsCode9()
    {
        await FederateAsync("r1", "--rounds", "1");

        var refused = await RunAsync("predict", "r1", "--input", "any.csv");

        Assert.Equal(9, refused.Code);
        Assert.StartsWith("error: The run r1 has no checkpoint that is whole in ", refused.Error);
    }

    [Fact]
    public async Task ModelsExport_OfAFederatedRun_SaysWhichCommandDoesIt()
    {
        await FederateAsync("r1", "--rounds", "5");

        var refused = await RunAsync("models", "export", "--run", "r1", "--out", Path.Combine(_folder.Path, "x"));

        Assert.EndsWith(
            " is a federated run; its weights are written by 'splitlearning runs export RUN --format safetensors "
            + "--out FILE'\n", refused.Error);
    }

    [Fact]
    public async Task DataOfAnotherSize_Federated_GetTheNetworkOfThatSize()
    {
        var data = Path.Combine(_folder.Path, "wide");
        await Cli.RunAsync(
            "data", "synthesize", "mixture", "--out", data, "--clients", "4", "--dimension", "30");

        var done = await RunAsync(
            "federate", "--workload", "mixture", "--data", data, "--run-id", "r1", "--rounds", "1");

        Assert.Equal((0, "linear-30"), (done.Code, (string)Json("r1", "plan.json")["model"]!));
        var refused = await RunAsync(
            "federate", "--workload", "mixture", "--data", data, "--run-id", "r2", "--model", "linear");
        Assert.Equal(4, refused.Code);
        Assert.EndsWith("expects samples of shape [20], found [30]; linear-N takes N numbers\n", refused.Error);
    }

    [Fact]
    public async Task ValidationShare_OfASetting_IsScoredInSummaryAndReport()
    {
        var config = Path.Combine(_folder.Path, "validation.conf");
        File.WriteAllText(config, "split-learning.federation.partition.validation-share = 0.2");

        var done = await FederateAsync("r1", "--rounds", "2", "--config", config);

        Assert.Equal((0, ""), (done.Code, done.Error));
        var federated = Json("r1", "summary.json")["federated"]!;
        Assert.InRange((double)federated["validation_accuracy"]!, 0.3, 1);
        Assert.All(federated["clients"]!.AsArray(), client => Assert.NotNull(client!["validation_accuracy"]));
        Assert.Contains("held out for validation", File.ReadAllText(FileOf("r1", "report.html")));
    }

    [Theory]
    [InlineData("fedem", 2)]
    [InlineData("fedavg", 0.1)]
    public async Task RateThatIsNotGiven_IsTheMethodsOwn(string method, double rate)
    {
        await RunAsync(
            "federate", "--workload", "mixture", "--data", Data, "--run-id", "r1", "--rounds", "1", "--method", method);

        Assert.Equal(rate, (double)Json("r1", "plan.json")["learning_rate"]!);
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
