using System.Security.Cryptography;
using System.Threading.Channels;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
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
    private readonly Dictionary<string, ChildProcess> _children = []; // by name
    private readonly Digest _digest = new(ServerName);
    private readonly ProcessScope _process;
    private readonly DemoOutline _outline;
    private readonly ChildCommand _command;
    private readonly Restarts _restarts;
    private string? _server; // HOST:PORT; null until it has said so

    /// <param name="commands">What is started.</param>
    /// <param name="restarts">Which processes are started again when they are lost.</param>
    public DemoProgram(DemoOutline outline, ChildCommands commands, Restarts restarts, ProcessScope process)
    {
        _process = process;
        _restarts = restarts;
        _outline = outline;
        _command = new(commands, outline.RunId, secret: RandomNumberGenerator.GetHexString(32), restarts);
    }

    /// <exception cref="NodeFailureException">A process failed; message and code are its own.</exception>
    public async Task RunAsync()
    {
        _process.AllowForStop(StopLimit);
        using var display = Displays.Create(OutputFormat.Text, _process.Terminal, _process.Clock);
        display.Record(new Notice(_outline.Announcement));
        try
        {
            Start(ServerName, _command.Server());
            await WatchAsync(display);
        }
        finally
        {
            // The server first: it writes down what the run has come to, for which it needs the agents.
            foreach (var children in _children.Values.ToLookup(child => IsServer(child.Name)).OrderBy(c => !c.Key))
                await Task.WhenAll(children.Select(child => child.StopAsync(StopLimit)));
            foreach (var child in _children.Values)
                child.Dispose();
        }
    }

    private async Task WatchAsync(IRunDisplay display)
    {
        var verdict = new Verdict(processes: 1 + _outline.Agents);
        using var patience = new Timer(_ => _news.Writer.TryWrite(new PatienceOver()));
        await foreach (var news in _news.Reader.ReadAllAsync(_process.Stop))
        {
            switch (news)
            {
                case ChildTold told:
                    Show(told, display);
                    break;
                case ChildEnded ended when !verdict.IsRunOver && _restarts.Concern(ended, IsServer(ended.Name)):
                    StartAgain(ended, display);
                    break;
                case ChildEnded ended:
                    verdict.Add(ended, isServer: IsServer(ended.Name));
                    if (verdict.IsSuccess)
                        return;
                    patience.Change(EndLimit, Timeout.InfiniteTimeSpan);
                    break;
                case PatienceOver:
                    throw verdict.Late();
            }
        }
    }

    private static bool IsServer(string name) => name == ServerName;

    private void Show(ChildTold told, IRunDisplay display)
    {
        if (told.Event is ServerListening listening && _server is null)
            StartAgents(_server = listening.Server);
        if (_digest.Of(told) is { } shown)
            display.Record(shown);
    }

    private void StartAgents(string server)
    {
        for (var agent = 1; agent <= _outline.Agents; agent++)
            Start($"agent-{agent}", _command.Agent($"agent-{agent}", server));
    }

    /// <exception cref="NodeFailureException">It was started too often already.</exception>
    private void StartAgain(ChildEnded ended, IRunDisplay display)
    {
        if (!_restarts.TryCount(ended.Name))
            throw Verdict.GivenUp(ended);

        display.Record(new Notice($"{ended.Name} ended unexpectedly with exit code {ended.Code}; started again."));
        _children[ended.Name].Dispose();
        Start(ended.Name, IsServer(ended.Name)
            ? _command.ServerAgain(_server?.Split(':')[^1] ?? "0")
            : _command.Agent(ended.Name, _server!)); // there are no agents before the server has said where it is
    }

    private void Start(string name, System.Diagnostics.ProcessStartInfo command) =>
        _children[name] = ChildProcess.Start(name, command, _news.Writer);
}

/// <summary>What is run.</summary>
/// <param name="Announcement">The first line that people are shown.</param>
/// <param name="Agents">How many there are, from 1.</param>
internal sealed record DemoOutline(string Announcement, int Agents, RunId RunId);
