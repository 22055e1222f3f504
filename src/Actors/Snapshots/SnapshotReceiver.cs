using Akka.Actor;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Snapshots;

/// <summary>Fetches one state at a time, the one that was asked for last: Idle, Receiving, Idle.</summary>
internal sealed class SnapshotReceiver : ReceiveActor, IWithTimers
{
    private readonly TransferOptions _options;

    public SnapshotReceiver(TransferOptions options)
    {
        _options = options;
        Idle();
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    private void Idle()
    {
        Receive<Fetch>(Begin);
        Receive<ISenderMessage>(_ => { }); // the repetition of a chunk that has come already
        Receive<Terminated>(_ => { }); // a holder that was watched for a former transfer
    }

    private void Receiving(SnapshotTransfer transfer, SnapshotSource source, IActorRef requester)
    {
        var resends = 0;
        Receive<Fetch>(next =>
        {
            transfer.Dispose();
            Context.Unwatch(source.Holder);
            Begin(next);
        });
        Receive<ISenderMessage>(m => m.Hash != source.Hash, _ => { });
        Receive<SnapshotChunk>(chunk =>
        {
            resends = 0;
            Accept(chunk);
        });
        Receive<SnapshotUnavailable>(m => Fail($"{source.HolderName} does not give it: {m.Reason}"));
        Receive<Terminated>(t => t.ActorRef.Equals(source.Holder), _ => Fail($"{source.HolderName} was lost"));
        Receive<Terminated>(_ => { });
        Receive<ReplyTimeout>(_ => resends++ < _options.MaxResends, _ => Ask(transfer.Open));
        Receive<ReplyTimeout>(_ => Fail($"{source.HolderName} has not answered {_options.MaxResends + 1} requests"));

        void Accept(SnapshotChunk chunk)
        {
            if (transfer.Accept(chunk) is { } error)
            {
                Fail(error);
            }
            else if (!transfer.IsComplete)
            {
                Ask(transfer.NextRequests());
            }
            else if (transfer.HashMatches())
            {
                End(new Fetched(source.Hash, transfer.State, transfer.Seconds));
            }
            else
            {
                Fail($"the bytes from {source.HolderName} have another hash");
            }
        }

        void Ask(IEnumerable<RequestChunk> requests)
        {
            Timers.StartSingleTimer(nameof(ReplyTimeout), ReplyTimeout.Instance, _options.ReplyTimeout);
            foreach (var request in requests)
            {
                source.Holder.Tell(request);
            }
        }

        void Fail(string reason) =>
            End(new FetchFailed(source.Hash, $"Snapshot {source.Hash} could not be fetched: {reason}."));

        void End(object outcome)
        {
            Timers.CancelAll();
            transfer.Dispose();
            Context.Unwatch(source.Holder);
            requester.Tell(outcome);
            Become(Idle);
        }
    }

    private void Begin(Fetch command)
    {
        var transfer = new SnapshotTransfer(command.Source.Hash, _options.ChunkBytes);
        var requester = Sender;
        Context.Watch(command.Source.Holder);
        Become(() => Receiving(transfer, command.Source, requester));
        Timers.StartSingleTimer(nameof(ReplyTimeout), ReplyTimeout.Instance, _options.ReplyTimeout);
        foreach (var request in transfer.NextRequests())
        {
            command.Source.Holder.Tell(request);
        }
    }

    private sealed record ReplyTimeout
    {
        public static readonly ReplyTimeout Instance = new();
    }
}
