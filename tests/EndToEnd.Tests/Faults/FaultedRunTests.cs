namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>Whatever is lost in a run, its weights are those of a run that nothing happened to.</summary>
public sealed class FaultedRunTests
{
    private const int Faults = 20;
    private const int AtATime = 2;

    [Fact]
    public async Task Runs_TwentyFaults_EndByThemselvesWithTheWeightsOfTheCentralRun()
    {
        using var series = await FaultSeries.PrepareAsync();

        var results = await series.RunAllAsync(
            [.. Enumerable.Range(1, Faults).Select(Fault.Of)], AtATime, _ => { }, CancellationToken.None);

        Assert.True(results.All(result => result.IsRecovered || result.Skipped is not null),
            string.Join('\n', results.Select(result => result.ToString()).Concat(results.SelectMany(Tails))));
    }

    [Fact]
    public async Task Run_NothingHappens_HasTheWeightsOfTheCentralRun()
    {
        using var series = await FaultSeries.PrepareAsync();

        var result = await series.RunAsync(Fault.Of(1, FaultKind.None), FaultSeries.Limit, CancellationToken.None);

        Assert.True(result.IsRecovered, result + "\n" + string.Join('\n', Tails(result)));
        Assert.Equal(series.Expected, result.Hash);
    }

    [Fact]
    public async Task Run_OtherWeights_HasNotRecovered()
    {
        using var series = await FaultSeries.PrepareAsync();
        series.Expected = new('0', 64);

        var result = await series.RunAsync(Fault.Of(1, FaultKind.None), FaultSeries.Limit, CancellationToken.None);

        Assert.False(result.IsRecovered);
        Assert.Contains("not those of the central run, 000000000000", result.ToString());
    }

    [Fact]
    public async Task Run_BeyondItsLimit_HasNotRecoveredAndItsTailsAreKept()
    {
        using var series = await FaultSeries.PrepareAsync();

        var result = await series.RunAsync(
            Fault.Of(1, FaultKind.None), TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.False(result.IsRecovered);
        Assert.Contains("has not ended within 1 s", result.Problem);
        Assert.Contains(result.Tails, tail => tail.Key.StartsWith("server, process", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Tails(FaultResult result) =>
        result.Tails.Select(tail => $"--- seed {result.Fault.Seed}: {tail.Key}\n{tail.Value}");
}
