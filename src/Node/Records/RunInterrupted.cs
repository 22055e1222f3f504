using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>A person or the system stopped the run before its plan was done.</summary>
internal sealed record RunInterrupted : RunEvent;
