namespace SplitLearning.Models.Layers;

/// <summary>A layer of a network.</summary>
/// <param name="OutputShape">Shape behind the layer, without the batch dimension.</param>
/// <param name="CutBytes">Bytes a sample that cross a cut behind this layer, the same again for the gradient.</param>
public sealed record LayerRow(string Name, IReadOnlyList<long> OutputShape, long CutBytes);
