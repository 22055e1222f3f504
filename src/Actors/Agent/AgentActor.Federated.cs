using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using IAgentMessage = SplitLearning.Actors.Protocols.FederationProtocol.IAgentMessage;

namespace SplitLearning.Actors.Agent;

/// <content>
/// Federated training: the agent hosts clients. Offering, Hosting, then Idle, FetchingModels, InJob and Saving by
/// turns.
/// </content>
public sealed partial class AgentActor
{
    private readonly JobProgress _progress = new();
    private FederationAssigned? _federation; // null until the plan is accepted
    private IReadOnlyList<ClientSamples> _offered = [];
    private IActorRef _clientHost = ActorRefs.Nobody;
    private int _course; // the newest that the agent has heard of
    private CancellationTokenSource _work = new();

    private void Accept(FederationAssigned assigned)
    {
        try
        {
            if (ReasonAgainst(assigned) is { } reason)
            {
                Decline(assigned, reason);
                return;
            }

            _offered = ClientsOf(_dataset, assigned);
        }
        catch (DatasetException e)
        {
            Decline(assigned, e.Message);
            return;
        }

        Timers.CancelAll();
        _federation = assigned;
        _parts.Held.BeginRun(assigned.RunId);
        StartFederatedParts(assigned);
        Become(Offering);
        TellOffer();
    }

    private void Decline(FederationAssigned assigned, string reason)
    {
        Sender.Tell(new FederationDeclined(assigned.RunId, reason));
        End(new Failed(FailureKind.Refused, $"The server's plan cannot be followed: {reason}"));
    }

    private static string? ReasonAgainst(FederationAssigned assigned) => assigned.Plan.Validate() is [var error, ..]
        ? error
        : ReasonAgainstRunId(assigned.RunId);

    private static IReadOnlyList<ClientSamples> ClientsOf(IDataset data, FederationAssigned assigned)
    {
        var (train, test) = (data.Count(Phase.Train), data.Count(Phase.Test));
        return assigned.Shards == ShardMode.Simulated
            ? FederatedShards.Deal(data, assigned.Plan.Partition, assigned.Plan.Seed)
            : data.Clients(Phase.Train) is not null
            ? FederatedShards.Deal(
                data, new FederatedPartition { Kind = FederatedPartitionKind.Given }, assigned.Plan.Seed)
            : [new ClientSamples(0, [.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, test)])];
    }

    private void StartFederatedParts(FederationAssigned assigned)
    {
        var run = new AgentRun(assigned.RunId, assigned.Plan, _options);
        _clientHost = Context.ActorOf(
            _parts.ClientHost(_dataset, run, _progress).WithDispatcher(_parts.ModelDispatcher), "client-host");
        StartTransfers();
    }

    private void TellOffer() => _server.Tell(new ClientsOffered(
        _federation!.RunId, [.. _offered.Select(FederatedMember.Of)], _snapshotSender));

    /// <summary>Without clients, at first and after they could not be had.</summary>
    private void Offering() => ReceiveFederated();

    private void Hosting(HostClients command)
    {
        ReceiveFromServerAndOwnHostOnly();
        Receive<HostClients>(m => m.Course == command.Course, _ => { }); // its repetition
        Receive<ClientsHosted>(m => m.Course == command.Course, m => Answer(m));
        Receive<HostingFailed>(m => m.Course == command.Course, m =>
        {
            _server.Tell(m);
            Become(Offering);
        });
        ReceiveFederated();
    }

    /// <param name="answer">What was said last: it is said again when it is asked for again.</param>
    private void Idle(IAgentMessage answer)
    {
        ReceiveFromServerAndOwnHostOnly();
        Receive<HostClients>(m => m.Course == (answer as ClientsHosted)?.Course, _ => _server.Tell(answer));
        Receive<RunJob>(m => m.Job == JobOf(answer), _ => _server.Tell(answer));
        Receive<RunJob>(m => m.Job.Course == _course, Take);
        Receive<SaveClients>(
            m => answer is ClientsSaved saved && (saved.Course, saved.Round) == (m.Course, m.Round),
            _ => _server.Tell(answer));
        Receive<SaveClients>(m => m.Course == _course, m =>
        {
            Become(() => Saving(m));
            _clientHost.Tell(m);
        });
        ReceiveFederated();
    }

    private void FetchingModels(RunJob job)
    {
        ReceiveFromServerAndOwnHostOnly();
        Receive<RunJob>(m => m.Job == job.Job, _ => _server.Tell(new JobPending(job.Job, Progress: 0)));
        Receive<Fetched>(m => m.Hash == job.Models.Hash, m =>
        {
            _parts.Held.Keep(m.Hash, m.State);
            Begin(job, m.State, m.State.Length);
        });
        Receive<FetchFailed>(m => m.Hash == job.Models.Hash, m =>
        {
            _log.Warning("{0}", m.Reason);
            Become(() => Idle(new ClientsHosted(_course))); // the server asks again, as long as it has patience
        });
        ReceiveFederated();
    }

    private void InJob(RunJob job, long fetched)
    {
        ReceiveFromServerAndOwnHostOnly();
        Receive<RunJob>(m => m.Job == job.Job, _ => _server.Tell(new JobPending(job.Job, _progress.Batches)));
        Receive<ClientHostActor.Worked>(m => m.Job == job.Job, m =>
        {
            _parts.Held.Keep(m.Hash, m.Result);
            Answer(new JobDone(job.Job, m.Hash, fetched));
        });
        Receive<JobFailed>(m => m.Job == job.Job, m => Answer(m));
        ReceiveFederated();
    }

    private void Saving(SaveClients command)
    {
        ReceiveFromServerAndOwnHostOnly();
        Receive<SaveClients>(m => m == command, _ => { });
        Receive<ClientsSaved>(m => m.Course == command.Course, m => Answer(m));
        Receive<SavingFailed>(m => m.Course == command.Course, m => Answer(m));
        ReceiveFederated();
    }

    private void ReceiveFederated()
    {
        ReceiveFromServerAndOwnHostOnly();
        Receive<FederationAssigned>(_ => TellOffer()); // the server has lost the answer, or this agent for a while
        Receive<EnlistmentAccepted>(_ => { }); // the repetition of an answer
        Receive<HostClients>(m => m.Course > _course, Host);
        Receive<IAggregatorMessage>(_ => { }); // of an older course, or the repetition of what is answered
        Receive<IAgentMessage>(_ => { }); // what the clients were at when a new course began
        Receive<ClientHostActor.Worked>(_ => { });
        Receive<Fetched>(_ => { });
        Receive<FetchFailed>(_ => { });
        ReceiveInEveryState();
    }

    private void ReceiveFromServerAndOwnHostOnly()
    {
        ReceiveFromServerOnly();
        Receive<IAgentMessage>(_ => !Sender.Equals(_clientHost), m =>
            _log.Warning("{0} is ignored: it comes from {1}", m.GetType().Name, Sender));
    }

    private void Host(HostClients command)
    {
        int[] unknown = [.. command.Clients.Select(hosted => hosted.Offered).Where(k => k < 0 || k >= _offered.Count)];
        if (unknown.Length > 0)
        {
            _server.Tell(new HostingFailed(command.Course, FailureKind.Refused,
                $"client {unknown[0]} is to be hosted; '{_options.Name}' has offered {_offered.Count}"));
            return;
        }

        _work.Cancel();
        _work.Dispose();
        (_work, _course) = (new(), command.Course);
        Become(() => Hosting(command));
        _clientHost.Tell(new ClientHostActor.Host(command.Course, command.Round,
            [.. command.Clients.Select(hosted => _offered[hosted.Offered] with { Client = hosted.Client })]));
    }

    private void Take(RunJob job)
    {
        if (_parts.Held.Find(job.Models.Hash) is { } read)
        {
            Begin(job, read(), fetched: 0);
            return;
        }

        Become(() => FetchingModels(job));
        _snapshotReceiver.Tell(new Fetch(job.Models));
    }

    private void Begin(RunJob job, ReadOnlyMemory<byte> models, long fetched)
    {
        Become(() => InJob(job, fetched));
        _clientHost.Tell(new ClientHostActor.Work(job, models, _work.Token));
    }

    private void Answer(IAgentMessage answer)
    {
        _server.Tell(answer);
        Become(() => Idle(answer));
    }

    private static JobId? JobOf(IAgentMessage answer) => answer switch
    {
        JobDone done => done.Job,
        JobFailed failed => failed.Job,
        _ => null,
    };
}
