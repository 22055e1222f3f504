using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Protocols;

/// <summary>The server says which turn its model serves and is told of every batch; stays within a node.</summary>
public static class ServerModelProtocol
{
    /// <summary>From now on only batches of this turn are served.</summary>
    public sealed record BeginTurn(TurnId Turn, int Epoch, Phase Phase);

    /// <summary>A batch has been answered, for the first time.</summary>
    /// <param name="Batches">Batches of the turn.</param>
    /// <param name="BytesReceived">Smashed data and labels.</param>
    /// <param name="BytesSent">Cut gradient; 0 in testing.</param>
    public sealed record BatchServed(BatchId Batch, int Batches, BatchScore Score, long BytesReceived, long BytesSent);

    /// <summary>Answered with <see cref="StateSaved"/>.</summary>
    public sealed record SaveState
    {
        /// <summary>The only one.</summary>
        public static readonly SaveState Instance = new();
    }

    /// <param name="State">The server model's whole state.</param>
    public sealed record StateSaved(ReadOnlyMemory<byte> State);
}
