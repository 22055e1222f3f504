namespace SplitLearning.Models.Training;

/// <summary>A batch whose tensors do not fit the model; its weights are as they were before.</summary>
public sealed class BatchException(string message, Exception? cause = null) : Exception(message, cause);
