using System.Text.Json;
using PersistenceBench;

const string Usage = """
    Stores events of 100 bytes in a SQLite journal and recovers them; prints the figures as JSON.
      --runs N               runs of each scenario behind the warm-up, the median counts (default 5)
      --events N             events of a run (default 20000; those stored one by one: a twentieth)
      --folder DIR           where the journal is made and deleted (default: the folder for temporary files)
      --synchronous MODE     full (default): survives the loss of power; normal: survives kill -9
    """;

if (!Options.TryParse(args, out var options))
{
    Console.WriteLine(Usage);
    return args is ["--help"] ? 0 : 2;
}

var results = new List<object>();
foreach (var scenario in Scenario.All)
{
    await scenario.RunAsync(options); // warm-up
    var figures = new List<double>();
    for (var run = 0; run < options.Runs; run++) figures.Add(await scenario.RunAsync(options));
    figures.Sort();
    results.Add(new
    {
        scenario.Name,
        Unit = "events/s",
        options.Synchronous,
        Median = Math.Round(figures[options.Runs / 2]),
        Runs = figures.Select(figure => Math.Round(figure)),
        scenario.Target,
    });
}

Console.WriteLine(JsonSerializer.Serialize(results, new JsonSerializerOptions { WriteIndented = true }));
return 0;
