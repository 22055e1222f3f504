namespace SplitLearning.EndToEnd.Tests;

/// <summary>Split training gives the weights of central training, bit for bit.</summary>
public sealed class SameWeightsTests : Workplace
{
    [Theory]
    [InlineData(1, "pool2")]
    [InlineData(2, "conv1", "pool2", "fc1")]
    [InlineData(4, "pool2")]
    public async Task SplitRun_AnyAgentsAnyCut_HasTheWeightsOfTheCentralRun(int agents, params string[] cuts)
    {
        var central = Start(
            "central", "--as-agents", $"{agents}", "--epochs", "1", "--seed", "11", "--data", Data, "--run-id", "c");
        (await central.EndAsync()).With(0);
        var expected = (string?)Json("c", "summary.json")["weights_sha256"];

        foreach (var cut in cuts)
        {
            var demo = Start("demo", "--agents", $"{agents}", "--epochs", "1", "--seed", "11", "--cut", cut,
                "--data", Data, "--run-id", cut);
            (await demo.EndAsync()).With(0);

            Assert.Equal(expected, (string?)Json(cut, "summary.json")["weights_sha256"]);
        }
    }

    [Theory]
    [InlineData("shuffled", "3:1")]
    [InlineData("dirichlet", "1:2")]
    public async Task SplitRun_DividedUnevenly_HasTheWeightsOfTheCentralRun(string partition, string weights)
    {
        string[] plan =
        [
            "--epochs", "1", "--seed", "11", "--data", Data, "--partition", partition, "--partition-weights", weights,
        ];
        (await Start(["central", "--as-agents", "2", "--run-id", "c", .. plan]).EndAsync()).With(0);

        (await Start(["demo", "--agents", "2", "--run-id", "d", .. plan]).EndAsync()).With(0);

        Assert.Equal(
            (string?)Json("c", "summary.json")["weights_sha256"], (string?)Json("d", "summary.json")["weights_sha256"]);
        Assert.Equal(partition, (string?)Json("d", "plan.json")["partition"]!["kind"]);
    }
}
