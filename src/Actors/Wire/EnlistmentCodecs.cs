using System.Runtime.Serialization;
using SplitLearning.Models;
using Messages = SplitLearning.Actors.Protocols.EnlistmentProtocol;
using PartitionKind = SplitLearning.Data.Partitioning.PartitionKind;
using PlannedPartition = SplitLearning.Data.Partitioning.Partition;
using ShardMode = SplitLearning.Actors.Protocols.ShardMode;

namespace SplitLearning.Actors.Wire;

internal static class EnlistmentCodecs
{
    public static IEnumerable<Codec> All(ActorRefs refs) =>
    [
        Codec.Of(
            "enlist", Enlist.Parser,
            (Messages.Enlist m) => new Enlist
            {
                ProtocolVersion = m.ProtocolVersion,
                Name = m.Name,
                Workload = m.Workload,
                TrainSamples = m.TrainSamples,
                TestSamples = m.TestSamples,
                DataFingerprint = m.DataFingerprint,
                Data = m.Data,
                Process = m.Process,
            },
            h => new(
                h.ProtocolVersion, h.Name, h.Workload, h.TrainSamples, h.TestSamples, h.DataFingerprint, h.Data)
            {
                Process = h.Process,
            }),
        Codec.Of(
            "enlistment-accepted", EnlistmentAccepted.Parser,
            (Messages.EnlistmentAccepted m) => new EnlistmentAccepted { Enlisted = m.Enlisted, Expected = m.Expected },
            h => new(h.Enlisted, h.Expected)),
        Codec.Of(
            "enlistment-refused", EnlistmentRefused.Parser,
            (Messages.EnlistmentRefused m) => new EnlistmentRefused { Reason = m.Reason },
            h => new(h.Reason)),
        Codec.Of(
            "plan-assigned", PlanAssigned.Parser,
            (Messages.PlanAssigned m) => new PlanAssigned
            {
                RunId = m.RunId,
                Plan = Header(m.Plan),
                AgentIndex = m.AgentIndex,
                Shards = (int)m.Shards,
            },
            h => new(h.RunId, Plan(h.Plan), h.AgentIndex, Shards(h.Shards))),
        Codec.Of(
            "plan-accepted", PlanAccepted.Parser,
            (Messages.PlanAccepted m) => new PlanAccepted
            {
                RunId = m.RunId,
                TrainSamples = m.TrainSamples,
                TestSamples = m.TestSamples,
                LastTurn = m.LastTurn,
                Holder = ActorRefs.Path(m.Holder),
                Held = { m.Held.Select(state => state.Hex) },
            },
            h => new(h.RunId, h.TrainSamples, h.TestSamples)
            {
                LastTurn = h.LastTurn,
                Holder = refs.Resolve(h.Holder),
                Held = [.. h.Held.Select(hex => new Protocols.StateHash(hex))],
            }),
        Codec.Of(
            "plan-declined", PlanDeclined.Parser,
            (Messages.PlanDeclined m) => new PlanDeclined { RunId = m.RunId, Reason = m.Reason },
            h => new(h.RunId, h.Reason)),
    ];

    private static ShardMode Shards(int number) => Enum.IsDefined((ShardMode)number)
        ? (ShardMode)number
        : throw new SerializationException(
            $"A plan's shards are {number}; 1 (simulated) or 2 (private) is expected.");

    private static Plan Header(TrainingPlan plan) => new()
    {
        Workload = plan.Workload,
        Model = plan.Model,
        Cut = plan.Cut,
        Agents = plan.Agents,
        Epochs = plan.Epochs,
        BatchSize = plan.BatchSize,
        Optimizer = (int)plan.Optimizer,
        LearningRate = plan.LearningRate,
        Schedule = Header(plan.Schedule),
        Momentum = plan.Momentum,
        WeightDecay = plan.WeightDecay,
        WeightsSha256 = plan.WeightsSha256,
        Seed = plan.Seed,
        Threads = plan.Threads,
        CheckpointEveryEpochs = plan.CheckpointEveryEpochs,
        Partition = Header(plan.Partition),
    };

    private static TrainingPlan Plan(Plan? header) => header is null ? throw Missing("plan") : new()
    {
        Workload = header.Workload,
        Model = header.Model,
        Cut = header.Cut,
        Agents = header.Agents,
        Epochs = header.Epochs,
        BatchSize = header.BatchSize,
        Optimizer = (OptimizerKind)header.Optimizer,
        LearningRate = header.LearningRate,
        Schedule = Schedule(header.Schedule),
        Momentum = header.Momentum,
        WeightDecay = header.WeightDecay,
        WeightsSha256 = header.WeightsSha256,
        Seed = header.Seed,
        Threads = header.Threads,
        CheckpointEveryEpochs = header.CheckpointEveryEpochs,
        Partition = Partition(header.Partition),
    };

    private static Schedule Header(LearningRateSchedule schedule) => new()
    {
        Kind = (int)schedule.Kind,
        StepEpochs = schedule.StepEpochs,
        Gamma = schedule.Gamma,
        Milestones = schedule.Milestones,
        LeastRate = schedule.LeastRate,
    };

    private static LearningRateSchedule Schedule(Schedule? header) => header is null ? throw Missing("schedule") : new()
    {
        Kind = (ScheduleKind)header.Kind,
        StepEpochs = header.StepEpochs,
        Gamma = header.Gamma,
        Milestones = header.Milestones,
        LeastRate = header.LeastRate,
    };

    private static Partition Header(PlannedPartition partition) => new()
    {
        Kind = (int)partition.Kind,
        Weights = partition.Weights,
        Alpha = partition.Alpha,
    };

    private static PlannedPartition Partition(Partition? header) => header is null ? throw Missing("partition") : new()
    {
        Kind = (PartitionKind)header.Kind,
        Weights = header.Weights,
        Alpha = header.Alpha,
    };

    private static SerializationException Missing(string part) => new($"A plan is assigned without its {part}.");
}
