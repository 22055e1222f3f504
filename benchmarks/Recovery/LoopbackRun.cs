namespace RecoveryBench;

/// <summary>A server and its agents as processes of this machine, with the timeouts that everybody has.</summary>
internal sealed class LoopbackRun : IAsyncDisposable
{
    private readonly Workplace _place;
    private readonly string _folder;
    private readonly string _workload;
    private readonly string[] _plan;
    private readonly List<NodeProcess> _started = [];
    private int _port;

    private LoopbackRun(Workplace place, string workload, string[] plan)
    {
        _place = place;
        _folder = place.NewFolder();
        _workload = workload;
        _plan = plan;
    }

    public NodeProcess Server { get; private set; } = null!; // StartAsync sets it

    /// <summary>In the order of the round.</summary>
    public List<NodeProcess> Agents { get; } = [];

    /// <param name="plan">Options of the server.</param>
    /// <param name="settings">Of the server's configuration file, what differs from the defaults.</param>
    public static async Task<LoopbackRun> StartAsync(
        Workplace place, string workload, int agents, string[] plan, string settings = "")
    {
        var run = new LoopbackRun(place, workload, [.. plan, "--agents", $"{agents}"]);
        await File.WriteAllTextAsync(Path.Combine(run._folder, "run.conf"), settings);
        run.StartServer();
        var listening = await run.Server.NextAsync(told => told.Name == "listening");
        run._port = int.Parse(((string)listening.Event["server"]!).Split(':')[^1], CultureInfo.InvariantCulture);
        for (var agent = 1; agent <= agents; agent++)
            run.Agents.Add(run.NewAgent(agent));
        return run;
    }

    /// <param name="more">Options that the first start does not have.</param>
    public void StartServer(params string[] more) => Server = Start(
    [
        "server", "--workload", _workload, "--port", $"{_port}", "--run-id", "r1", "--runs", "server",
        "--config", "run.conf", .. _plan, .. more,
    ]);

    /// <param name="agent">From 1.</param>
    public void StartAgent(int agent) => Agents[agent - 1] = NewAgent(agent);

    /// <summary>Processor time of all processes so far.</summary>
    public double ProcessorSeconds() => Agents.Append(Server).Sum(process => process.ProcessorSeconds());

    /// <summary>Waits for the good ends of all.</summary>
    public async Task EndAsync()
    {
        await Server.EndAsync();
        foreach (var agent in Agents)
            await agent.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
            await process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private NodeProcess NewAgent(int agent) => Start(
    [
        "agent", "--name", $"agent-{agent}", "--workload", _workload, "--server", $"127.0.0.1:{_port}",
        "--data", _place.Data, "--runs", $"agent-{agent}",
    ]);

    private NodeProcess Start(IEnumerable<string> arguments)
    {
        var process = new NodeProcess(_place.Program, _folder,
            [.. arguments, "--output", "json", "--parent-pid", $"{Environment.ProcessId}"]);
        _started.Add(process);
        return process;
    }
}
