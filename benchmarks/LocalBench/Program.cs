using System.Text.Encodings.Web;
using System.Text.Json;
using LocalBench;

// LocalBench           what actors of one process cost: JSON, medians of five runs after a warm-up
// LocalBench --runs N  medians of N runs
var runs = args is ["--runs", var count] ? int.Parse(count, null) : 5;
var results = new List<object>();
foreach (var (name, unit, target, measure) in (Measurement[])
    [
        new("tell, one sender", "messages/s", ">= 5000000", Tells.MessagesPerSecond),
        new("10,000 idle actors", "MB", "< 20", IdleActors.Megabytes),
        new("cluster node at rest", "% of a core", "< 1", NodeAtRest.PercentOfACore),
    ])
{
    await measure(); // warm-up
    var figures = new List<double>();
    for (var run = 0; run < runs; run++) figures.Add(await measure());
    figures.Sort();
    results.Add(new { name, unit, median = figures[runs / 2], runs = figures, target });
}

Console.WriteLine(JsonSerializer.Serialize(results, new JsonSerializerOptions
{
    WriteIndented = true,
    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // "<" as such: nobody makes a web page of it
}));
return 0;
