namespace SplitLearning.Models.State;

/// <summary>The state of one side as bytes: what is in a snapshot and in a checkpoint file.</summary>
public static class ModelState
{
    /// <summary>The weights and buffers of a state, in layer order, without the optimizer's.</summary>
    /// <param name="state">What <c>Save()</c> of a model gave; the tensors share its memory.</param>
    /// <exception cref="StateException">It is damaged.</exception>
    public static IReadOnlyList<NamedTensor> WeightsOf(ReadOnlyMemory<byte> state) => throw new NotSupportedException();

    /// <summary>SHA-256 of a state's bytes in lower-case hex: the name under which a snapshot is asked for.</summary>
    public static string HashOf(ReadOnlySpan<byte> state) => throw new NotSupportedException();
}
