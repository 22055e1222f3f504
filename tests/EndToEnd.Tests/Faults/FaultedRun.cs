using System.Globalization;
using System.Text.Json.Nodes;
using SplitLearning.Data.Datasets;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>A run of one server and three agents to which one thing is done, from start to end.</summary>
internal sealed class FaultedRun : IAsyncDisposable
{
    public const int Agents = 3;
    public const int Epochs = 12;
    public const int CheckpointEvery = 5;

    /// <summary>What decides the weights, for this run and for the central one that it is compared with.</summary>
    public static readonly string[] Plan =
        ["--epochs", $"{Epochs}", "--batch-size", $"{BatchSize}", "--seed", "11", "--threads", "1"];

    private const int BatchSize = 8;
    private const string RunId = "r1";
    private const string Secret = "only for this run";

    // As akka.conf, with shorter times: a hundred faults are not to take hours.
    private const string Settings = """
        split-learning.plan.checkpoint-every-epochs = 5
        split-learning.server { rejoin-timeout = 60 s, end-timeout = 30 s }
        akka.cluster {
          seed-node-timeout = 1 s
          retry-unsuccessful-join-after = 1 s
          failure-detector.acceptable-heartbeat-pause = 3 s
          split-brain-resolver.stable-after = 1 s
        }
        """;

    // A run that waits for the disk of an agent would otherwise wait for ever.
    private static readonly TimeSpan DiskLimit = TimeSpan.FromSeconds(15);

    private static readonly string[] Names = [.. Enumerable.Range(1, Agents).Select(agent => $"agent-{agent}")];

    private readonly Fault _fault;
    private readonly string _folder;
    private readonly string _data;
    private readonly Site _site;
    private readonly Dictionary<string, NodeProcess> _running = []; // by name
    private readonly List<(string Name, NodeProcess Process)> _started = [];
    private string _port = Site.Missing is null ? "4053" : "0"; // a network of its own has no other programs

    private FaultedRun(Fault fault, string folder, string data, Site site)
    {
        _fault = fault;
        _folder = folder;
        _data = data;
        _site = site;
    }

    /// <summary>The moment at which it happened; null until then.</summary>
    public Moment? At { get; private set; }

    /// <summary>The processes concerned.</summary>
    public IReadOnlyList<string> Who { get; private set; } = [];

    /// <summary>Hash of the run's weights; null as long as it has none.</summary>
    public string? Hash => File.Exists(Summary)
        ? (string?)JsonNode.Parse(File.ReadAllText(Summary))!["weights_sha256"]
        : null;

    private string Summary => Path.Combine(_folder, "runs", RunId, "summary.json");

    /// <summary>Batches of a turn.</summary>
    public static int Batches(Phase phase) =>
        (((phase == Phase.Train ? SmallDigits.TrainSamples : SmallDigits.TestSamples) / Agents) + BatchSize - 1)
        / BatchSize;

    /// <param name="folder">Empty; takes the files of the run.</param>
    public static async Task<FaultedRun> PrepareAsync(Fault fault, string folder, string data)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "faults.conf"), Settings);
        return new(fault, folder, data, await Site.StartAsync(folder, Names));
    }

    /// <summary>Starts all processes, does it to them, and waits for their ends.</summary>
    /// <returns>Why the run has not recovered; null where all processes have ended well.</returns>
    public async Task<string?> RunAsync(CancellationToken stop)
    {
        if (_fault.Kind == FaultKind.FullDisk)
            foreach (var name in Names)
                await _site.AddDiskAsync(RunsOf(name));
        await StartAllAsync(stop);
        if (_fault.Kind != FaultKind.None)
        {
            if (await NextAsync(_fault.Moment, stop) is not { } at)
                return "the server ended before that moment";
            At = at;
            Who = [.. _fault.Victims.Select(victim => NameOf(victim, at.ActiveOf(Agents)))];
            await HappenAsync(stop);
        }

        return await EndAsync(stop);
    }

    /// <summary>Kills what still runs.</summary>
    /// <param name="lines">How many to keep of each file and each process.</param>
    /// <returns>The last lines of all that was said, by process and file.</returns>
    public async Task<IReadOnlyDictionary<string, string>> StopAsync(int lines)
    {
        var tails = new Dictionary<string, string>();
        foreach (var (name, process) in _started)
        {
            process.TrySignal(NodeProcess.Sigkill);
            var ended = await process.EndAsync();
            tails[$"{name}, process {process.Id}, exit code {ended.Code}"] = TailOf(ended.Out + ended.Error, lines);
        }

        foreach (var log in Directory.GetFiles(_folder, "*.log", SearchOption.AllDirectories).Order())
            tails[Path.GetRelativePath(_folder, log)] = TailOf(await File.ReadAllTextAsync(log), lines);
        return tails;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in _started)
            await process.DisposeAsync();
        await _site.DisposeAsync();
    }

    private static string TailOf(string text, int lines) =>
        string.Join('\n', text.TrimEnd('\n').Split('\n').TakeLast(lines));

    private static string NameOf(Victim victim, int active) => victim switch
    {
        Victim.Server => Site.Server,
        Victim.Active => Names[active - 1],
        Victim.Next => Names[active % Agents],
        _ => Names[(active + Agents - 2) % Agents],
    };

    private string RunsOf(string agent) => Path.Combine(_folder, agent);

    private async Task StartAllAsync(CancellationToken stop)
    {
        var line = await Start(Site.Server)
            .LineAsync(line => line.StartsWith("{\"event\":\"listening\"", StringComparison.Ordinal), stop)
            ?? throw new InvalidOperationException("the server did not start");
        _port = ((string)JsonNode.Parse(line)!["server"]!).Split(':')[^1];
        foreach (var name in Names)
            Start(name);
    }

    /// <param name="more">Options that the first start does not have.</param>
    private NodeProcess Start(string name, params string[] more)
    {
        var process = _site.Start(name, [.. name == Site.Server ? ServerCommand() : AgentCommand(name), .. more,
            "--config", "faults.conf", "--output", "json",
            "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)], Secret);
        _running[name] = process;
        _started.Add((name, process));
        return process;
    }

    private string[] ServerCommand() =>
    [
        "server", "--host", Site.HostOf(agent: null), "--port", _port, "--agents", $"{Agents}", .. Plan,
        "--run-id", RunId, "--runs", "runs",
    ];

    private string[] AgentCommand(string name) =>
    [
        "agent", "--name", name, "--server", $"{Site.HostOf(agent: null)}:{_port}",
        "--host", Site.HostOf(Array.IndexOf(Names, name)), "--data", _data, "--runs", RunsOf(name),
    ];

    /// <summary>The first moment that the server tells of and that is no earlier; null where it ends before.</summary>
    private async Task<Moment?> NextAsync(Moment moment, CancellationToken stop)
    {
        var line = await _running[Site.Server].LineAsync(line => Moment.Of(line)?.CompareTo(moment) >= 0, stop);
        return line is null ? null : Moment.Of(line);
    }

    private async Task HappenAsync(CancellationToken stop)
    {
        switch (_fault.Kind)
        {
            case FaultKind.Pause:
                Signal(Who[0], NodeProcess.Sigstop);
                await Task.Delay(_fault.Lasts, stop); // the fault itself: that nothing happens for so long
                Signal(Who[0], NodeProcess.Sigcont);
                break;
            case FaultKind.Cut:
                await _site.CutAsync(Who[0]);
                await Task.Delay(_fault.Lasts, stop);
                await _site.HealAsync(Who[0]);
                break;
            case FaultKind.FullDisk:
                await _site.FillAsync(RunsOf(Who[0]));
                await WhenCheckpointIsPastAsync(stop);
                await _site.FreeAsync(RunsOf(Who[0]));
                break;
            case FaultKind.TornCheckpoint:
                TearNewestCheckpoint();
                goto default;
            default:
                await KillAndStartAgainAsync(stop);
                break;
        }
    }

    private async Task KillAndStartAgainAsync(CancellationToken stop)
    {
        foreach (var name in Who)
            Signal(name, NodeProcess.Sigkill);
        foreach (var name in Who)
        {
            var ended = await _running[name].EndAsync(Timeout.InfiniteTimeSpan).WaitAsync(stop);
            if (ended.Code != 128 + NodeProcess.Sigkill)
                throw new InvalidOperationException($"{name} was killed, but its exit code is {ended.Code}");
        }

        foreach (var name in Who)
            Start(name, name == Site.Server ? ["--resume", "latest"] : []);
    }

    private void Signal(string name, int signal)
    {
        if (!_running[name].IsRunning || !_running[name].TrySignal(signal))
            throw new InvalidOperationException($"{name} had ended before signal {signal} was sent");
    }

    private async Task WhenCheckpointIsPastAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(DiskLimit);
        try
        {
            await NextAsync(new(_fault.Moment.Epoch + 1, Phase.Train, 1, 1), limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The run waits for the disk.
        }
    }

    private void TearNewestCheckpoint()
    {
        var checkpoints = Path.Combine(_folder, "runs", RunId, "checkpoints");
        var newest = !Directory.Exists(checkpoints) ? null : Directory.GetDirectories(checkpoints)
            .Where(folder => File.Exists(Path.Combine(folder, "manifest.json")))
            .Order(StringComparer.Ordinal).LastOrDefault();
        if (newest is null)
            throw new InvalidOperationException($"there is no checkpoint in {checkpoints} that could be torn");

        using var part = File.OpenWrite(Directory.GetFiles(newest, "*.safetensors")[0]);
        part.SetLength(part.Length / 2);
    }

    /// <returns>Whose end was not a good one; null where all were.</returns>
    private async Task<string?> EndAsync(CancellationToken stop)
    {
        var ends = _running.ToDictionary(pair => EndOfAsync(pair.Value), pair => pair.Key);
        while (ends.Count > 0)
        {
            var first = await Task.WhenAny(ends.Keys).WaitAsync(stop);
            var ended = await first;
            if (ended.Code != 0)
                return $"{ends[first]} ended with exit code {ended.Code}: {ended.Error.Trim()}";
            ends.Remove(first);
        }

        return null;
    }

    private static Task<Ended> EndOfAsync(NodeProcess process) => process.EndAsync(Timeout.InfiniteTimeSpan);
}
