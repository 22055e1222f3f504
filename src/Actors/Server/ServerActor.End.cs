using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Server;

/// <content>The result is put together, everybody is told, everybody goes.</content>
public sealed partial class ServerActor
{
    private readonly Stopwatch _runWatch = Stopwatch.StartNew();

    private void Finishing(TurnProtocol.SnapshotSource source)
    {
        ReadOnlyMemory<byte>? client = null;
        ReadOnlyMemory<byte>? server = null;
        _whenLost = seat =>
        {
            if (seat.Holder.Equals(source.Holder) && client is null)
            {
                GoOn();
            }
        };
        Receive<Fetched>(m =>
        {
            client = m.State;
            BytesSent["snapshot"] += m.State.Length;
            FinishWhenComplete();
        });
        Receive<StateSaved>(m =>
        {
            server = m.State;
            FinishWhenComplete();
        });
        Receive<FetchFailed>(m =>
        {
            Log.Warning("{0}", m.Reason);
            ForgetHolder(source);
            GoOn();
        });
        ReceiveLate();

        void FinishWhenComplete()
        {
            if (client is { } clientState && server is { } serverState)
            {
                Finish([.. ModelState.WeightsOf(clientState), .. ModelState.WeightsOf(serverState)]);
            }
        }
    }

    // The hash over the whole model needs the client's weights; the server keeps nothing else of them.
    private void FetchResult(RestartPoint end)
    {
        Place = "the end of the run";
        var state = end.Client!.Value;
        var source = SourceOf(state)!;
        Become(() => Finishing(source));
        RestoreModel(end);
        _snapshotReceiver.Tell(new Fetch(source));
        _model.Tell(SaveState.Instance);
    }

    private void Finish(IReadOnlyList<NamedTensor> weights)
    {
        Record(new RunFinished(
            WeightsHash.Of(weights), _parts.Parameters, _runWatch.Elapsed.TotalSeconds, BytesSent));
        TellEnd(new RunEnded(Completed: true, ""), new Succeeded());
    }
}
