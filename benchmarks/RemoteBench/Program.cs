using System.Text.Json;
using RemoteBench;

// RemoteBench          starts the other process by itself and prints the figures as JSON
// RemoteBench serve    is that other process: prints its address, ends when its standard input does
if (args is ["serve"])
{
    await Peer.ServeAsync();
    return 0;
}

var runs = args is ["--runs", var count] ? int.Parse(count, null) : 5;
await using var peer = Peer.Start();
var results = new List<object>();
foreach (var scenario in Scenario.All)
{
    await scenario.RunAsync(peer); // warm-up
    var figures = new List<double>();
    for (var run = 0; run < runs; run++) figures.Add(await scenario.RunAsync(peer));
    figures.Sort();
    results.Add(new
    {
        scenario.Name,
        scenario.Unit,
        Median = Math.Round(figures[runs / 2], 3),
        Runs = figures.Select(figure => Math.Round(figure, 3)),
        scenario.Target,
        AkkaNet = scenario.AkkaNet,
    });
}

Console.WriteLine(JsonSerializer.Serialize(results, new JsonSerializerOptions { WriteIndented = true }));
return 0;
