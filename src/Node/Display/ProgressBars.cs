using System.Threading.Channels;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;
using Spectre.Console;

namespace SplitLearning.Node.Display;

/// <summary>For people at a terminal: a bar for each phase of each epoch, the table of results at the end.</summary>
internal sealed class ProgressBars : IRunDisplay
{
    private static readonly TimeSpan RefreshRate = TimeSpan.FromMilliseconds(250);

    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>();
    private readonly ResultTable _results = new();
    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;
    private readonly Task _drawing;

    public ProgressBars(TextWriter output, AnsiSupport ansi = AnsiSupport.Detect)
    {
        _output = output;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        var progress = _console.Progress().Columns(
            new ProgressBarColumn { Width = 24 }, new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left });
        progress.RefreshRate = RefreshRate;
        _drawing = Task.Run(() => progress.StartAsync(DrawAsync));
    }

    /// <remarks>Only hands the event over: drawing must not hold the training up.</remarks>
    public void Record(RunEvent runEvent) => _events.Writer.TryWrite(runEvent);

    public void Dispose()
    {
        _events.Writer.Complete();
        _drawing.GetAwaiter().GetResult();
        _results.Write(_output);
    }

    private async Task DrawAsync(ProgressContext context)
    {
        var agents = 1;
        var bars = new Dictionary<(int, Phase), ProgressTask>();
        await foreach (var runEvent in _events.Reader.ReadAllAsync())
        {
            _results.Add(runEvent);
            agents = (runEvent as ServerListening)?.Agents ?? (runEvent as CentralStarted)?.Agents ?? agents;
            switch (runEvent)
            {
                case BatchFinished b:
                    var done = (b.Agent - 1 + ((double)b.Batch / b.Batches)) / agents;
                    Show(Bar(b.Epoch, b.Phase), done, b.Epoch, b.Phase,
                        $"agent {b.Agent}  {EventText.Score(b.Loss, b.Correct, b.Total)}");
                    break;
                case TurnFinished:
                    break; // its bar goes on with the next agent
                case EpochFinished e:
                    Show(Bar(e.Epoch, e.Phase), 1, e.Epoch, e.Phase,
                        $"all      {EventText.Score(e.Loss, e.Correct, e.Total)}");
                    break;
                default:
                    if (EventText.Of(runEvent, _results.Step) is { } line)
                        _console.WriteLine(line);
                    break;
            }
        }

        ProgressTask Bar(int epoch, Phase phase) => bars.TryGetValue((epoch, phase), out var bar)
            ? bar
            : bars[(epoch, phase)] = context.AddTask($"epoch {epoch}", maxValue: 1);
    }

    private static void Show(ProgressTask bar, double done, int epoch, Phase phase, string detail)
    {
        bar.Value = done;
        bar.Description = Markup.Escape($"epoch {epoch} {EventText.Name(phase)}  {detail}");
    }
}
