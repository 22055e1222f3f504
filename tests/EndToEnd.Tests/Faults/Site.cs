using System.ComponentModel;
using System.Diagnostics;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>
/// Where the processes of one run live: machines of one network that is nobody else's, each with a disk of its own
/// where that is wanted. They are namespaces, which need no rights where users may have them, and go with the site.
/// </summary>
/// <remarks>Where there can be none, all are processes of this machine and neither net nor disk can fail.</remarks>
internal sealed class Site : IAsyncDisposable
{
    public const string Server = "server";

    // A holder that nobody could stop any more ends by itself.
    private const string Hold = "echo ready && exec sleep 900";
    private const string Network = "10.77.0";

    private static readonly Lazy<string?> _missing = new(Try);

    private readonly string _folder;
    private readonly Dictionary<string, NodeProcess> _machines = []; // what holds each one's namespaces

    private Site(string folder) => _folder = folder;

    /// <summary>Why there are no networks and disks to be had here; null where there are.</summary>
    public static string? Missing => _missing.Value;

    /// <param name="folder">Current directory of the processes.</param>
    public static async Task<Site> StartAsync(string folder, IReadOnlyList<string> agents)
    {
        var site = new Site(folder);
        if (Missing is not null)
            return site;

        site._machines[Server] = NodeProcess.StartOther("unshare", folder, ["-rmn", "sh", "-c",
            $"ip link set lo up && ip link add br0 type bridge && ip addr add {Network}.1/24 dev br0 "
            + $"&& ip link set br0 up && {Hold}"]);
        await site._machines[Server].LineAsync("ready");
        for (var i = 0; i < agents.Count; i++)
            await site.AddAsync(agents[i], HostOf(i));
        return site;
    }

    /// <summary>Address of a machine: of the server where the index is null, else of that agent.</summary>
    public static string HostOf(int? agent) =>
        Missing is not null ? "127.0.0.1" : agent is { } index ? $"{Network}.{11 + index}" : $"{Network}.1";

    /// <summary>Starts <c>splitlearning</c> on a machine.</summary>
    public NodeProcess Start(string machine, IEnumerable<string> arguments, string secret) => Missing is not null
        ? NodeProcess.Start(_folder, arguments, secret)
        : NodeProcess.StartOther("nsenter", _folder, In(machine, [NodeProcess.Program, .. arguments]), secret);

    /// <summary>Takes the machine from the network: nothing gets through to it or from it; nobody is told.</summary>
    public Task CutAsync(string machine) => RunAsync(Server, "ip", "link", "set", PortOf(machine), "nomaster");

    public Task HealAsync(string machine) => RunAsync(Server, "ip", "link", "set", PortOf(machine), "master", "br0");

    /// <summary>Mounts a disk of a few MB on the folder.</summary>
    public async Task AddDiskAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await RunAsync(Server, "mount", "-t", "tmpfs", "-o", "size=4m", "none", folder);
    }

    /// <summary>Fills the disk on the folder up to its last byte.</summary>
    public Task FillAsync(string folder) =>
        RunAsync(Server, "sh", "-c", "! cat /dev/zero > \"$0\"/ballast 2>/dev/null", folder);

    public Task FreeAsync(string folder) => RunAsync(Server, "rm", Path.Combine(folder, "ballast"));

    public async ValueTask DisposeAsync()
    {
        foreach (var holder in _machines.Values.Reverse())
            await holder.DisposeAsync();
    }

    private static string PortOf(string machine) => $"to-{machine}";

    private async Task AddAsync(string machine, string host)
    {
        var holder = NodeProcess.StartOther("nsenter", _folder, In(Server, ["unshare", "-n", "sh", "-c", Hold]));
        _machines[machine] = holder;
        await holder.LineAsync("ready");
        await RunAsync(Server, "ip", "link", "add", PortOf(machine), "type", "veth",
            "peer", "name", "eth0", "netns", $"{holder.Id}");
        await RunAsync(Server, "ip", "link", "set", PortOf(machine), "master", "br0", "up");
        await RunAsync(machine, "sh", "-c",
            $"ip link set lo up && ip addr add {host}/24 dev eth0 && ip link set eth0 up");
    }

    private async Task RunAsync(string machine, params string[] command)
    {
        await using var process = NodeProcess.StartOther("nsenter", _folder, In(machine, command));
        (await process.EndAsync()).With(0);
    }

    // Nobody on the way forks: who is started keeps the id under which it can be killed. Who enters a namespace stands
    // at its root.
    private IEnumerable<string> In(string machine, IEnumerable<string> command) =>
    [
        "--target", $"{_machines[machine].Id}", "--user", "--mount", "--net", "--preserve-credentials",
        "sh", "-c", "cd \"$0\" && exec \"$@\"", _folder, .. command,
    ];

    private static string? Try()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", ["-rmn", "sh", "-c",
                "ip link add br0 type bridge && ip link add one type veth peer name two && mount -t tmpfs none /tmp"])
            {
                RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"no network can be made: {error.Trim()}";
        }
        catch (Win32Exception e)
        {
            return e.Message; // there is no unshare
        }
    }
}
