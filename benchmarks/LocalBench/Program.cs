using LocalBench;
using SplitLearning.Benchmarks;

// LocalBench           what actors of one process cost: JSON, medians of five runs after a warm-up
// LocalBench --runs N  medians of N runs
var runs = args is ["--runs", var count] ? int.Parse(count, null) : 5;
var results = new List<object>();
foreach (var (name, unit, digits, target, measure) in (Measurement[])
    [
        new("tell, one sender", "messages/s", 0, ">= 5000000", Tells.MessagesPerSecond),
        new("10,000 idle actors", "MB", 2, "< 20", IdleActors.Megabytes),
        new("cluster node at rest", "% of a core", 3, "< 1", NodeAtRest.PercentOfACore),
    ])
{
    var measured = await Repeated.MeasureAsync(runs, digits, measure);
    results.Add(new { name, unit, median = measured.Median, runs = measured.Runs, target });
}

Repeated.Print(results);
return 0;
