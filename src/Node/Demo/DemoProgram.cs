using System.Security.Cryptography;
using System.Threading.Channels;
using SplitLearning.Models;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Demo;

/// <summary>Starts a server and its agents as processes on this machine, shows their run, leaves none behind.</summary>
internal sealed class DemoProgram
{
    private const string ServerName = "server";

    // The server notices a lost agent after 13 s (akka.conf), tells the others and leaves.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Channel<ChildNews> _news = Channel.CreateUnbounded<ChildNews>();
    private readonly List<ChildProcess> _children = [];
    private readonly Digest _digest = new(ServerName);
    private readonly ProcessScope _process;
    private readonly TrainingPlan _plan;
    private readonly ChildCommand _command;

    /// <param name="runId">Null to make one up.</param>
    public DemoProgram(Settings settings, IReadOnlyList<Override> overrides, string? runId, ProcessScope process)
    {
        _process = process;
        _plan = PlanBinding.From(settings);
        var id = runId is null ? RunId.Create(process.Clock, _plan.Workload, RunMode.Split) : RunId.Parse(runId);
        _command = new(overrides, id, secret: RandomNumberGenerator.GetHexString(32));
    }

    /// <exception cref="NodeFailureException">A process failed; message and code are its own.</exception>
    public async Task RunAsync()
    {
        using var display = Displays.Create(OutputFormat.Text, _process.Terminal, _process.Clock);
        display.Record(new Notice($"Demo: {_plan.Workload}, cut after {_plan.Cut}: 1 server and {_plan.Agents} agents, "
            + $"each a process of its own on this machine. Epochs: {_plan.Epochs}."));
        try
        {
            Start(ServerName, _command.Server());
            await WatchAsync(display);
        }
        finally
        {
            await Task.WhenAll(_children.Select(child => child.StopAsync(StopLimit)));
            _children.ForEach(child => child.Dispose());
        }
    }

    private async Task WatchAsync(IRunDisplay display)
    {
        var verdict = new Verdict(processes: 1 + _plan.Agents);
        using var patience = new Timer(_ => _news.Writer.TryWrite(new PatienceOver()));
        await foreach (var news in _news.Reader.ReadAllAsync(_process.Stop))
        {
            switch (news)
            {
                case ChildTold told:
                    Show(told, display);
                    break;
                case ChildEnded ended:
                    verdict.Add(ended, isServer: ended.Name == ServerName);
                    if (verdict.IsSuccess)
                        return;
                    patience.Change(EndLimit, Timeout.InfiniteTimeSpan);
                    break;
                case PatienceOver:
                    throw verdict.Late();
            }
        }
    }

    private void Show(ChildTold told, IRunDisplay display)
    {
        if (told.Event is ServerListening listening)
            StartAgents(listening.Server);
        if (_digest.Of(told) is { } shown)
            display.Record(shown);
    }

    private void StartAgents(string server)
    {
        for (var agent = 1; agent <= _plan.Agents; agent++)
            Start($"agent-{agent}", _command.Agent($"agent-{agent}", server));
    }

    private void Start(string name, System.Diagnostics.ProcessStartInfo command) =>
        _children.Add(ChildProcess.Start(name, command, _news.Writer));
}
