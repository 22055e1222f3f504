using SplitLearning.Data;

namespace SplitLearning.Actors.Protocols;

/// <summary>One batch between the client model and the server model.</summary>
/// <remarks>
/// At-least-once, in order, one in flight: a repeated ForwardBatch gets its former reply, the weights change once.
/// Source: SplitNN, arXiv:1812.00564.
/// </remarks>
public static class BatchProtocol
{
    /// <summary>Server model to client model.</summary>
    public interface IServerMessage : IWireMessage
    {
        /// <summary>The batch that is answered.</summary>
        BatchId Batch { get; }
    }

    /// <summary>Client model to server model.</summary>
    /// <param name="Batches">Number of batches of the turn.</param>
    /// <param name="Smashed">Output of the client model at the cut layer: float32 [B, ...].</param>
    /// <param name="Labels">Class indices: int64 [B].</param>
    public sealed record ForwardBatch(BatchId Batch, int Batches, TensorData Smashed, TensorData Labels)
        : IWireMessage;

    /// <summary>Answer in training.</summary>
    /// <param name="Gradient">dLoss/dSmashed: shape and dtype of the smashed data.</param>
    /// <param name="Loss">Mean cross-entropy of the batch, in nats.</param>
    public sealed record CutGradient(BatchId Batch, TensorData Gradient, double Loss) : IServerMessage;

    /// <summary>Answer in testing.</summary>
    /// <param name="Loss">Mean cross-entropy of the batch, in nats.</param>
    /// <param name="Correct">Samples whose class was right.</param>
    public sealed record BatchScored(BatchId Batch, double Loss, int Correct) : IServerMessage;

    /// <summary>Final: the client must not send this batch again.</summary>
    public sealed record BatchRejected(BatchId Batch, string Reason) : IServerMessage;
}
