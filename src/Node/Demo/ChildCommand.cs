using System.Diagnostics;
using System.Globalization;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Demo;

/// <summary>The command lines of the processes that a demo starts: this very program with other arguments.</summary>
/// <param name="commands">What the person gave; passed on to whom it concerns.</param>
/// <param name="restarts">Whoever does not come back is not to be waited for.</param>
internal sealed class ChildCommand(
    ChildCommands commands, RunId runId, string secret, Restarts restarts)
{
    private static readonly SettingKey[] AgentsOwn =
        [SettingKeys.Workload, SettingKeys.Weights, SettingKeys.Runs, SettingKeys.Workers, .. SettingKeys.OfData];

    // The demo's own: everybody is on this machine.
    private static readonly SettingKey[] OfAddress =
        [SettingKeys.ServerHost, SettingKeys.ServerPort, SettingKeys.OnLostAgent];

    public ProcessStartInfo Server() => Server("0");

    /// <summary>A server that goes on with the run of the one before it.</summary>
    /// <param name="port">Where the agents look for it; 0 while they do not know of any.</param>
    public ProcessStartInfo ServerAgain(string port) => Server(port, "--resume", "latest");

    /// <param name="server">HOST:PORT, as the server said.</param>
    public ProcessStartInfo Agent(string name, string server) => Create(
    [
        "agent", "--name", name, "--server", server,
        .. (string[])(restarts.OfServer ? [] : ["--orphan-timeout", "0 s"]),
        .. PassedOn(given => AgentsOwn.Contains(given.Key)),
    ]);

    private ProcessStartInfo Server(string port, params string[] more) => Create(
    [
        commands.Leader, "--host", "127.0.0.1", "--port", port, .. more,
        .. (string[])(restarts.OfAgents ? [] : ["--on-lost-agent", "stop"]),
        .. PassedOn(given => !SettingKeys.OfData.Contains(given.Key) && !OfAddress.Contains(given.Key)),
    ]);

    private IEnumerable<string> PassedOn(Func<Override, bool> concerned) =>
        commands.Overrides.Where(concerned).SelectMany(given => new[] { given.Option, given.Text });

    private ProcessStartInfo Create(IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SPLITLEARNING_SECRET"] = secret }, // not an argument: others could read that in ps
        };
        // Started as 'dotnet splitlearning.dll', this process is dotnet.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(ChildCommand).Assembly.Location);
        string[] common =
        [
            "--run-id", runId.Value, "--output", "json",
            "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ];
        string[] config = commands.Config is { } file ? ["--config", file] : [];
        foreach (var argument in arguments.Concat(config).Concat(common))
            start.ArgumentList.Add(argument);
        return start;
    }
}

/// <summary>What the processes of a demo are started with.</summary>
/// <param name="Leader">Command of the one that the agents look for.</param>
/// <param name="Config">File of settings for all of them; null for none.</param>
/// <param name="Overrides">Options that the person gave.</param>
internal sealed record ChildCommands(string Leader, string? Config, IReadOnlyList<Override> Overrides);
