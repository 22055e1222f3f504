using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.FederationProtocol;

namespace SplitLearning.Actors.Federated;

/// <summary>Hosts an agent's clients: puts them into a state, runs their jobs, saves them.</summary>
/// <remarks>
/// Clients are no actors of their own: a model wants one thread, always the same, and there are far more clients than
/// threads. A few workers run one client after another; what is a client's own it brings along.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "An actor releases what it holds in PostStop.")]
internal sealed class ClientHostActor : ReceiveActor
{
    private readonly IDataset _data;
    private readonly AgentRun _run;
    private readonly JobProgress _progress;
    private FederatedNode? _node;

    /// <param name="progress">Told how far a job is.</param>
    public ClientHostActor(IDataset data, AgentRun run, JobProgress progress)
    {
        (_data, _run, _progress) = (data, run, progress);
        Receive<Host>(command => Sender.Tell(HostThem(command)));
        Receive<Work>(command =>
        {
            if (Done(command) is { } answer)
            {
                Sender.Tell(answer);
            }
        });
        Receive<SaveClients>(command => Sender.Tell(Saved(command)));
    }

    protected override void PostStop() => _node?.Dispose();

    private IAgentMessage HostThem(Host command)
    {
        _node?.Dispose();
        _progress.Node = _node = null;
        try
        {
            _node = new FederatedNode(_run.Plan, _data, command.Clients, _run.Workers, _run.Scratch);
            if (command.Round > 0)
            {
                _run.Checkpoints.Load(command.Round, _node, _run.OtherFolders());
            }

            _progress.Node = _node;
            return new ClientsHosted(command.Course);
        }
        catch (Exception e) when (KindOf(e) is not null)
        {
            return new HostingFailed(command.Course, KindOf(e)!.Value, e.Message);
        }
    }

    /// <returns>Null where it was cancelled: nobody waits for it any more.</returns>
    private object? Done(Work command)
    {
        var node = _node ?? throw new InvalidOperationException($"{command.Job.Job} without clients");
        try
        {
            var order = RoundBlobs.WithModels(command.Job.Order, command.Models, node.Layout);
            var result = command.Job.Kind == JobKind.Train
                ? RoundBlobs.Contribution(node.Run(order, command.Cancellation))
                : RoundBlobs.Scores(node.Evaluate(order, command.Cancellation));
            return new Worked(command.Job.Job, StateHash.Of(result), result);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (KindOf(e) is not null)
        {
            return new JobFailed(command.Job.Job, KindOf(e)!.Value, e.Message);
        }
    }

    private IAgentMessage Saved(SaveClients command)
    {
        try
        {
            var checkpoint = _run.Checkpoints.Write(command.Round, _node!);
            return new ClientsSaved(
                command.Course, command.Round, checkpoint.Files, checkpoint.Parts.Sum(part => part.Bytes));
        }
        catch (StateException e)
        {
            return new SavingFailed(command.Course, command.Round, e.Message);
        }
    }

    // What else may happen is a defect, and ends the run with its cause.
    private static FailureKind? KindOf(Exception error) => error switch
    {
        StateException => FailureKind.Storage,
        DatasetException => FailureKind.Data,
        DivergedException => FailureKind.Diverged,
        PlanException => FailureKind.Refused,
        _ => null,
    };

    /// <summary>Answered with <see cref="ClientsHosted"/> or <see cref="HostingFailed"/>.</summary>
    /// <param name="Round">That all of them have done; 0: they are new.</param>
    public sealed record Host(int Course, int Round, IReadOnlyList<ClientSamples> Clients);

    /// <summary>Answered with <see cref="Worked"/> or <see cref="JobFailed"/>, unless it is cancelled.</summary>
    public sealed record Work(RunJob Job, ReadOnlyMemory<byte> Models, CancellationToken Cancellation);

    /// <param name="Result">See <see cref="RoundBlobs"/>.</param>
    public sealed record Worked(JobId Job, StateHash Hash, ReadOnlyMemory<byte> Result);
}
