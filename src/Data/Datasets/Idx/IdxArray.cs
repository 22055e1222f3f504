namespace SplitLearning.Data.Datasets.Idx;

/// <summary>The unsigned bytes of an IDX file.</summary>
/// <param name="Sizes">Length of each dimension, outermost first.</param>
/// <param name="Values">Row-major; as many as the product of <paramref name="Sizes"/>.</param>
internal sealed record IdxArray(int[] Sizes, byte[] Values);
