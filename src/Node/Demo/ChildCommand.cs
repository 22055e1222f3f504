using System.Diagnostics;
using System.Globalization;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Demo;

/// <summary>The command lines of the processes that a demo starts: this very program with other arguments.</summary>
/// <param name="overrides">What the person gave to the demo; passed on to whom it concerns.</param>
/// <param name="restarts">Whoever does not come back is not to be waited for.</param>
internal sealed class ChildCommand(
    IReadOnlyList<Override> overrides, RunId runId, string secret, Restarts restarts)
{
    private static readonly SettingKey[] AgentsOwn =
        [SettingKeys.Workload, SettingKeys.Weights, SettingKeys.Runs, .. SettingKeys.OfData];

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
        "server", "--host", "127.0.0.1", "--port", port, .. more,
        .. (string[])(restarts.OfAgents ? [] : ["--on-lost-agent", "stop"]),
        .. PassedOn(given => !SettingKeys.OfData.Contains(given.Key)),
    ]);

    private IEnumerable<string> PassedOn(Func<Override, bool> concerned) =>
        overrides.Where(concerned).SelectMany(given => new[] { given.Option, given.Text });

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
        foreach (var argument in arguments.Concat(common))
            start.ArgumentList.Add(argument);
        return start;
    }
}
