using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Data;

/// <summary>Reads an agent's shard in the order of the turn, ahead of the training as far as its credits go.</summary>
internal sealed class DataShardActor : ReceiveActor
{
    private readonly IDataset _dataset;
    private readonly EnlistmentProtocol.PlanAssigned _assigned;

    public DataShardActor(IDataset dataset, EnlistmentProtocol.PlanAssigned assigned)
    {
        _dataset = dataset;
        _assigned = assigned;
        Closed();
    }

    private TrainingPlan Plan => _assigned.Plan;

    private void Closed()
    {
        Receive<OpenShard>(Open);
        Receive<GrantCredit>(_ => { }); // of a pass that has ended
    }

    private void Reading(TurnId turn, Phase phase, TurnBatches batches, IActorRef reader)
    {
        var next = 0;
        Receive<OpenShard>(Open);
        Receive<GrantCredit>(credit => credit.Turn != turn, _ => { });
        Receive<GrantCredit>(_ => next < batches.Count, _ => ReadNext());
        Receive<GrantCredit>(_ => { }); // all are read

        void ReadNext()
        {
            var batch = new BatchId(turn, next);
            try
            {
                reader.Tell(new BatchRead(batch, _dataset.Read(phase, batches[next])));
                next++;
            }
            catch (DatasetException e)
            {
                reader.Tell(new ShardFailed(turn, $"{batch} cannot be read: {e.Message}"));
                Become(Closed);
            }
        }
    }

    private void Open(OpenShard open)
    {
        var shard = open.Phase == Phase.Train ? _assigned.TrainShard : _assigned.TestShard;
        var batches = TurnBatches.Of(
            open.Phase, Plan.Seed, open.Epoch, _assigned.AgentIndex, shard, Plan.BatchSize);
        var reader = Sender;
        reader.Tell(new ShardOpened(open.Turn, batches.Count));
        Become(() => Reading(open.Turn, open.Phase, batches, reader));
        // One message a batch, so that a new pass need not wait for the reading ahead of an old one.
        for (var i = 0; i < open.Credits; i++)
        {
            Self.Tell(new GrantCredit(open.Turn));
        }
    }
}
