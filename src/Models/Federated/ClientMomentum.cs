namespace SplitLearning.Models.Federated;

/// <summary>A client's momentum, of each of its learners: consecutive blocks of a <see cref="ClientMemory"/>.</summary>
/// <param name="memory">Of the node.</param>
/// <param name="first">Block of learner 0.</param>
internal sealed class ClientMomentum(ClientMemory memory, int first)
{
    /// <summary>Learners that have some; 0 before the first step.</summary>
    public int Learners { get; private set; }

    public void Write(int learner, int offset, ReadOnlySpan<byte> bytes)
    {
        memory.Write(first + learner, offset, bytes);
        Learners = Math.Max(Learners, learner + 1);
    }

    public void Read(int learner, int offset, Span<byte> bytes) => memory.Read(first + learner, offset, bytes);

    /// <summary>As before the first step.</summary>
    public void Clear() => Learners = 0;
}
