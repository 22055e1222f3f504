using SplitLearning.Models.Training;

namespace SplitLearning.Node.Tests.Runs;

public sealed class RunsCompareTests : RunsTest
{
    [Fact]
    public async Task CentralAndSplitRuns_Compared_AreTheTableOfTheReport()
    {
        Central().Write();
        Split("s2", agents: 2).Write();
        (Split("s3", agents: 3) with { TurnSeconds = 5 }).Write();

        var compared = await RunsAsync("compare", "a-central", "s2", "s3");

        Assert.Equal((0, ""), (compared.Code, compared.Error));
        Verified.Matches("runs-compare", compared.Out);
    }

    [Fact]
    public async Task CutsCompared_WithOtherWeightsAndPlans_SaySo()
    {
        var run = Split("s2", agents: 2);
        run.Write();
        (run with
        {
            Id = "fc1",
            Plan = run.Plan with { Cut = "fc1", Seed = 8 },
            End = new RunFinished(new string('b', 64), 1, 30, new Dictionary<string, long>()),
        }).Write();

        var compared = Json(await RunsAsync("compare", "s2", "fc1", "--json"));

        Assert.Equal("s2", (string?)compared["base"]);
        Assert.False((bool?)compared["weights_equal"]);
        Assert.Equal(["seed"], compared["plans_differ"]!.AsArray().Select(field => (string?)field));
    }

    [Fact]
    public async Task UnfinishedRun_Compared_HasNoWeights()
    {
        Central().Write();
        (Split("s2", agents: 2) with { End = new RunInterrupted() }).Write();

        Assert.Contains("The weights cannot be compared: not finished s2\n",
            (await RunsAsync("compare", "a-central", "s2")).Out);
    }

    [Fact]
    public async Task OtherWorkloads_Compared_OneLineAndCode3()
    {
        Central().Write();
        var other = Split("s2", agents: 2).Write();
        File.WriteAllText(other.Plan, File.ReadAllText(other.Plan).Replace("mnist", "ecg"));

        var compared = await RunsAsync("compare", "a-central", "s2");

        Assert.Equal(3, compared.Code);
        Assert.Equal(
            "error: s2 is of the workload 'ecg', a-central of 'mnist'; runs of one workload can be compared.\n",
            compared.Error);
    }

    [Fact]
    public async Task OneRun_Compared_IsAUsageError() => Assert.Equal(2, (await RunsAsync("compare", "r1")).Code);
}
