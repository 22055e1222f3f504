namespace RecoveryBench;

/// <summary>What being prepared for losses costs a LeNet run in which there are none.</summary>
internal static class Cost
{
    private const int Agents = 3;
    private const int Epochs = 6; // the first one pays for compiling; there is a checkpoint after the fifth

    private static readonly string[] Plan = ["--epochs", $"{Epochs}"];

    // The copies of the newest states in memory cannot be switched off.
    private static readonly string[] Unprepared = [.. Plan, "--on-lost-agent", "stop"];
    private const string NoCheckpoints = "split-learning.plan.checkpoint-every-epochs = 100000";

    /// <summary>Pairs of runs; which of the two comes first changes from pair to pair.</summary>
    public static async Task<object> MeasureAsync(Workplace place, int pairs)
    {
        List<Epoch> prepared = [], unprepared = [];
        for (var pair = 1; pair <= pairs; pair++)
        {
            Progress.Tell($"epochs with and without checkpoints: pair {pair} of {pairs}");
            if (pair % 2 == 0)
                prepared.Add(await EpochAsync(place, Plan, settings: ""));
            unprepared.Add(await EpochAsync(place, Unprepared, NoCheckpoints));
            if (pair % 2 == 1)
                prepared.Add(await EpochAsync(place, Plan, settings: ""));
        }

        double[] ratios = Ratios(epoch => epoch.Seconds);
        double[] processor = Ratios(epoch => epoch.Processor);
        return new
        {
            Name = "epoch with a checkpoint every five, times that without",
            Unit = "ratio",
            Median = Median.Of(ratios),
            Runs = ratios,
            Aim = 1.03,
            MedianOfProcessor = Median.Of(processor),
            RunsOfProcessor = processor,
            With = prepared,
            Without = unprepared,
        };

        double[] Ratios(Func<Epoch, double> of) =>
            [.. prepared.Zip(unprepared, (with, without) => Math.Round(of(with) / of(without), 3))];
    }

    /// <returns>Training and testing: the mean of all epochs but the first.</returns>
    private static async Task<Epoch> EpochAsync(Workplace place, string[] plan, string settings)
    {
        await using var run = await LoopbackRun.StartAsync(place, "mnist", Agents, plan, settings);
        var first = await run.Server.NextAsync(told => IsEndOf(told, epoch: 1));
        var before = run.ProcessorSeconds();
        var losses = 0;
        var last = await run.Server.NextAsync(
            told => IsEndOf(told, Epochs), told => losses += told.Name is "agent_lost" or "turn_redone" ? 1 : 0);
        var processor = run.ProcessorSeconds() - before;
        await run.EndAsync();
        return new(Mean(Stopwatch.GetElapsedTime(first.At, last.At).TotalSeconds), Mean(processor), losses);
    }

    private static double Mean(double ofAll) => Math.Round(ofAll / (Epochs - 1), 3);

    private static bool IsEndOf(Told told, int epoch) =>
        told.Name == "epoch" && (string?)told.Event["phase"] == "test" && (int)told.Event["epoch"]! == epoch;

    /// <param name="Processor">Seconds of all its processes, all cores together: neighbours change it little.</param>
    /// <param name="Losses">Agents that were thought lost and turns done again: there should be none.</param>
    private sealed record Epoch(double Seconds, double Processor, int Losses);
}
