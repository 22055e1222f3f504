using RemoteBench;
using RemoteBench.Soaking;
using SplitLearning.Benchmarks;

// RemoteBench          starts the other process by itself and prints the figures as JSON
// RemoteBench serve    is that other process: prints its address, ends when its standard input does
// RemoteBench soak --minutes M [--break-every S]    full load on all lanes; breaks a connection every S seconds
// RemoteBench soak-peer                             is the other process of that
switch (args)
{
    case ["serve"]:
        await Peer.ServeAsync();
        return 0;
    case ["soak", "--minutes", var minutes]:
        return await Soak.RunAsync(TimeSpan.FromMinutes(double.Parse(minutes, null)), null);
    case ["soak", "--minutes", var minutes, "--break-every", var seconds]:
        return await Soak.RunAsync(
            TimeSpan.FromMinutes(double.Parse(minutes, null)), TimeSpan.FromSeconds(double.Parse(seconds, null)));
    case ["soak-peer", var port, var publicPort]:
        await Soak.ServeAsync(int.Parse(port, null), int.Parse(publicPort, null));
        return 0;
}

var runs = args is ["--runs", var count] ? int.Parse(count, null) : 5;
await using var peer = Peer.Start();
var results = new List<object>();
foreach (var scenario in Scenario.All)
{
    var measured = await Repeated.MeasureAsync(runs, digits: 3, () => scenario.RunAsync(peer));
    results.Add(new
    {
        scenario.Name,
        scenario.Unit,
        measured.Median,
        measured.Runs,
        scenario.Target,
        AkkaNet = scenario.AkkaNet,
    });
}

Repeated.Print(results);
return 0;
