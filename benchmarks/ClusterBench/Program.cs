using System.Text.Json;
using ClusterBench;

// ClusterBench lifecycle [product|akka]         17 nodes come, four are killed and come again: seconds, as JSON
// ClusterBench bulk [product|akka] [SECONDS]    2 MB messages from 16 nodes to one; fails if any was called unreachable
// ClusterBench node product|akka LISTEN SERVER STABLE_AFTER    is one of the nodes
// product: failure detection as src/Node/akka.conf has it; akka: by Akka's defaults.
switch (args)
{
    case ["node", var settings, var listen, var server, var stableAfter]:
        await Node.RunAsync(Settings.Of(settings, listen, server, int.Parse(stableAfter, null)));
        return 0;
    case ["lifecycle", .. var rest] when Parse(rest) is { } options && rest.Length < 2:
        return Print(await Lifecycle.RunAsync(options.Settings), isGood: true);
    case ["bulk", .. var rest] when Parse(rest) is { } options:
        var result = await Bulk.RunAsync(options.Settings, options.Time);
        return Print(result, isGood: result.Unreachable.Count == 0);
    default:
        Console.Error.WriteLine($"error: '{string.Join(' ', args)}' must be lifecycle [product|akka], or " +
            "bulk [product|akka] [SECONDS]");
        return 2;
}

static (string Settings, TimeSpan Time)? Parse(string[] args) => args switch
{
    [] => (Settings.Product, Bulk.Default),
    [Settings.Product or Settings.Akka] => (args[0], Bulk.Default),
    [Settings.Product or Settings.Akka, var seconds] when int.TryParse(seconds, out var time) && time > 0 =>
        (args[0], TimeSpan.FromSeconds(time)),
    _ => null,
};

static int Print<T>(T result, bool isGood)
{
    var format = new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
    Console.WriteLine(JsonSerializer.Serialize(result, format));
    return isGood ? 0 : 1;
}
