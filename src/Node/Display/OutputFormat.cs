namespace SplitLearning.Node.Display;

/// <summary>For whom a command writes.</summary>
internal enum OutputFormat
{
    /// <summary>People.</summary>
    Text,

    /// <summary>Programs: one event a line.</summary>
    Json,
}
