using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>A folder with small data, processes started in it, and their runs; nothing outlives the test.</summary>
public abstract class Workplace : IAsyncLifetime
{
    private readonly List<NodeProcess> _processes = [];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("splitlearning-e2e-").FullName;

    protected string Data => Path.Combine(Folder, "digits");

    public Task InitializeAsync()
    {
        SmallDigits.WriteTo(Data);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private protected NodeProcess Start(params string[] arguments) => Start(secret: null, arguments);

    private protected NodeProcess Start(string? secret, string[] arguments)
    {
        var process = NodeProcess.Start(Folder, arguments, secret);
        _processes.Add(process);
        return process;
    }

    /// <summary>A server that says where it listens.</summary>
    private protected async Task<(NodeProcess Process, string Address)> StartServerAsync(params string[] arguments)
    {
        var server = Start(["server", "--port", "0", "--run-id", "r1", "--output", "json", .. arguments]);
        var listening = JsonNode.Parse(await server.LineAsync("\"event\":\"listening\""))!;
        return (server, (string)listening["server"]!);
    }

    private protected NodeProcess StartAgent(string name, string server, params string[] arguments) =>
        Start(["agent", "--name", name, "--server", server, "--data", Data, .. arguments]);

    /// <summary>Runs a command that ends by itself.</summary>
    private protected Task<Ended> AskAsync(params string[] arguments) => Start(arguments).EndAsync();

    /// <summary>What the server says when so many nodes are up.</summary>
    private protected async Task<JsonNode> ClusterOfAsync(int nodes, string server)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < NodeProcess.Limit)
        {
            var answer = (await AskAsync("cluster", "members", "--node", server, "--json")).With(0).Out;
            var cluster = JsonNode.Parse(answer)!;
            if (cluster["members"]!.AsArray().Count(member => (string)member!["status"]! == "Up") == nodes)
                return cluster;
        }

        throw new TimeoutException($"There were never {nodes} nodes up");
    }

    /// <summary>A file of a run as JSON.</summary>
    private protected JsonNode Json(string run, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "runs", run, file)))!;
}
