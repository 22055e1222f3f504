using SplitLearning.Data;

namespace SplitLearning.Models.Training;

/// <summary>What the server model makes of one training batch.</summary>
/// <param name="CutGradient">dLoss/dSmashed: shape and dtype of the smashed data.</param>
/// <param name="Score">Loss and predictions of the batch, before the step.</param>
public sealed record ServerBatch(TensorData CutGradient, BatchScore Score);
