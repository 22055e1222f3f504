using PersistenceBench;
using SplitLearning.Benchmarks;

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
    var measured = await Repeated.MeasureAsync(options.Runs, digits: 0, () => scenario.RunAsync(options));
    results.Add(new
    {
        scenario.Name,
        Unit = "events/s",
        options.Synchronous,
        measured.Median,
        measured.Runs,
        scenario.Target,
    });
}

Repeated.Print(results);
return 0;
