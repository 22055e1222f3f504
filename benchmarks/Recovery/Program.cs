using System.Text.Encodings.Web;
using System.Text.Json;
using RecoveryBench;

const string Usage = """
    Kills processes of runs on this machine and measures how the runs go on; prints the figures as JSON.
      --runs N       losses, pairs of runs, and hand-overs; an odd number, the median counts (default 5)
      --samples N    drawn digits to train with; a sixth as many to test with (default 60000)
      --only PART    agent, server, cost or handover (default: all of them)
    """;

if (!Options.TryParse(args, out var options))
{
    Console.WriteLine(Usage);
    return args is [_, "--help"] ? 0 : 2;
}

var machine = Machine.Describe();
using var place = new Workplace(options.Program);
var figures = new List<object>();
if (options.Only != "handover")
    await place.DrawAsync("mnist", "--count", $"{options.Samples}", "--test-count", $"{options.Samples / 6}");
if (options.Has("agent"))
    figures.Add(await Losses.OfAgentAsync(place, options.Runs));
if (options.Has("server"))
    figures.Add(await Losses.OfServerAsync(place, options.Runs));
if (options.Has("cost"))
    figures.Add(await Cost.MeasureAsync(place, options.Runs));
if (options.Has("handover"))
    figures.Add(await HandOvers.MeasureAsync(place, options.Runs));

var json = new JsonSerializerOptions
{
    WriteIndented = true,
    PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // nobody makes a web page of it
};
Console.WriteLine(JsonSerializer.Serialize(new { Benchmark = "Recovery", Figures = figures, Machine = machine }, json));
return 0;
