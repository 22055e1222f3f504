namespace RecoveryBench;

/// <summary>What came of one process that was killed and started again.</summary>
/// <param name="Seconds">Until the next trained batch.</param>
/// <param name="Turns">How many are done again, the one under way included.</param>
/// <param name="Steps">Seconds until the server told of each event for the first time, in that order.</param>
internal sealed record Loss(double Seconds, int Turns, IReadOnlyDictionary<string, double> Steps)
{
    /// <summary>Follows the server until the training goes on.</summary>
    /// <param name="since">As <see cref="Stopwatch.GetTimestamp"/>: what is waited for counts from then.</param>
    /// <param name="broken">The last batch that was heard of before.</param>
    public static async Task<Loss> FollowAsync(NodeProcess server, long since, Told broken, int agents)
    {
        var steps = new Dictionary<string, double>();
        // Batches of the broken turn may still be on their way; the one that is done again begins with its first.
        var next = await server.NextAsync(
            told => told.IsTrainedBatch && told.Batch == 1,
            told => steps.TryAdd(told.Name, SecondsTo(told)));
        return new(SecondsTo(next), broken.TurnOf(agents) - next.TurnOf(agents) + 1, steps);

        double SecondsTo(Told told) => Math.Round(Stopwatch.GetElapsedTime(since, told.At).TotalSeconds, 3);
    }

    public static object Summary(string name, double aim, IReadOnlyList<Loss> losses) => new
    {
        Name = name,
        Unit = "s",
        Median = Median.Of(losses.Select(loss => loss.Seconds)),
        Runs = losses.Select(loss => loss.Seconds).Order(),
        Aim = aim,
        MostTurnsDoneAgain = losses.Max(loss => loss.Turns),
        MedianSecondsUntil = losses.SelectMany(loss => loss.Steps).GroupBy(step => step.Key)
            .ToDictionary(step => step.Key, step => Median.Of(step.Select(s => s.Value))),
    };
}
