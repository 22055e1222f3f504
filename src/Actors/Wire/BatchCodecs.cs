using SplitLearning.Actors.Protocols;
using SplitLearning.Data;
using Messages = SplitLearning.Actors.Protocols.BatchProtocol;

namespace SplitLearning.Actors.Wire;

internal static class BatchCodecs
{
    public static IEnumerable<Codec> All { get; } =
    [
        Codec.Of(
            "forward-batch", ForwardBatch.Parser,
            (Messages.ForwardBatch m) => new WireForm(
                new ForwardBatch
                {
                    Turn = m.Batch.Turn.Number,
                    Index = m.Batch.Index,
                    Batches = m.Batches,
                    Smashed = Header(m.Smashed),
                    Labels = Header(m.Labels),
                },
                m.Smashed.Bytes,
                m.Labels.Bytes),
            (h, blobs) => new(Id(h.Turn, h.Index), h.Batches, blobs.Tensor(h.Smashed), blobs.Tensor(h.Labels))),
        Codec.Of(
            "cut-gradient", CutGradient.Parser,
            (Messages.CutGradient m) => new WireForm(
                new CutGradient
                {
                    Turn = m.Batch.Turn.Number,
                    Index = m.Batch.Index,
                    Gradient = Header(m.Gradient),
                    Loss = m.Loss,
                },
                m.Gradient.Bytes),
            (h, blobs) => new(Id(h.Turn, h.Index), blobs.Tensor(h.Gradient), h.Loss)),
        Codec.Of(
            "batch-scored", BatchScored.Parser,
            (Messages.BatchScored m) => new BatchScored
            {
                Turn = m.Batch.Turn.Number,
                Index = m.Batch.Index,
                Loss = m.Loss,
                Correct = m.Correct,
            },
            h => new(Id(h.Turn, h.Index), h.Loss, h.Correct)),
        Codec.Of(
            "batch-rejected", BatchRejected.Parser,
            (Messages.BatchRejected m) => new BatchRejected
            {
                Turn = m.Batch.Turn.Number,
                Index = m.Batch.Index,
                Reason = m.Reason,
            },
            h => new(Id(h.Turn, h.Index), h.Reason)),
    ];

    private static BatchId Id(int turn, int index) => new(new TurnId(turn), index);

    private static TensorHeader Header(TensorData tensor) =>
        new() { Dtype = (int)tensor.Dtype, Shape = { tensor.Shape } };
}
