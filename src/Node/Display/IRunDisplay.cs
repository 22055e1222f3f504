using SplitLearning.Models.Training;

namespace SplitLearning.Node.Display;

/// <summary>Shows a run as it happens. Disposing it shows what is left to show.</summary>
internal interface IRunDisplay : IRunRecorder, IDisposable;
