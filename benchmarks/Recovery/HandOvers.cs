namespace RecoveryBench;

/// <summary>AlexNet with Adam, cut where the agents have 70 % of it: its state goes from agent to agent.</summary>
internal static class HandOvers
{
    private const int Agents = 2;
    private const int Samples = 40; // two batches a turn

    private static readonly string[] Plan =
        ["--cut", "classifier.0", "--optimizer", "adam", "--batch-size", "9", "--epochs", "2"];

    /// <summary>Runs, each beside bare transfers of as many bytes.</summary>
    public static async Task<object> MeasureAsync(Workplace place, int runs)
    {
        await place.DrawAsync("malaria", "--count", $"{Samples}");
        var pairs = new List<Pair>();
        for (var run = 1; run <= runs; run++)
        {
            Progress.Tell($"hand-over of a big model: run {run} of {runs}");
            pairs.Add(await PairAsync(place));
        }

        return Summary(pairs);
    }

    private static async Task<Pair> PairAsync(Workplace place)
    {
        var handOvers = await RunAsync(place);
        List<(double Seconds, double HashSeconds)> bare = [];
        for (var i = 0; i < 3; i++)
            bare.Add(await BareTransfer.MeasureAsync(handOvers[0].Bytes));
        return new(handOvers, Median.Of(handOvers.Select(h => h.Seconds)), Median.Of(bare.Select(b => b.Seconds)),
            Median.Of(bare.Select(b => b.HashSeconds)));
    }

    private static async Task<List<HandOver>> RunAsync(Workplace place)
    {
        await using var run = await LoopbackRun.StartAsync(place, "malaria", Agents, Plan);
        var handOvers = new List<HandOver>();
        double[] before = [];
        await run.Server.NextAsync(told => told.Name == "finished", told =>
        {
            if (told.Name == "turn")
                before = [.. run.Agents.Select(agent => Resident.Watch(agent.Id))];
            else if (told.Name == "snapshot" && !(bool)told.Event["skipped"]!)
                handOvers.Add(new((long)told.Event["bytes"]!, (double)told.Event["seconds"]!,
                    MemoryOf("from", told), MemoryOf("to", told)));
        });
        await run.EndAsync();
        return handOvers;

        Resident MemoryOf(string role, Told told)
        {
            var agent = ((string)told.Event[role]!)[^1] - '1';
            return Resident.Since(run.Agents[agent].Id, before[agent]);
        }
    }

    private static object Summary(IReadOnlyList<Pair> pairs)
    {
        HandOver[] all = [.. pairs.SelectMany(pair => pair.HandOvers)];
        return new
        {
            Name = "hand-over of a big client model, times a bare transfer of as many bytes",
            Unit = "ratio",
            Median = Median.Of(pairs.Select(pair => pair.Ratio)),
            Runs = pairs.Select(pair => pair.Ratio).Order(),
            Aim = 1.5,
            all[0].Bytes,
            Seconds = pairs.Select(pair => pair.Seconds),
            BareSeconds = pairs.Select(pair => pair.BareSeconds),
            HashSeconds = pairs.Select(pair => pair.HashSeconds),
            StateMebibytes = Math.Round(all[0].Bytes / 1048576.0, 1),
            ResidentMebibytes = all.Select(h => new { h.Seconds, h.Giver, h.Taker }),
        };
    }

    /// <param name="Giver">From the end of its turn until the server knows that the other one has it.</param>
    /// <param name="Taker">Over the same time.</param>
    private sealed record HandOver(long Bytes, double Seconds, Resident Giver, Resident Taker);

    private sealed record Pair(
        IReadOnlyList<HandOver> HandOvers, double Seconds, double BareSeconds, double HashSeconds)
    {
        public double Ratio => Math.Round(Seconds / BareSeconds, 3);
    }
}
