namespace SplitLearning.Node.Hosting;

/// <summary>What a command needs of the process it runs in.</summary>
/// <param name="Stop">Cancelled when somebody wants the command to stop.</param>
internal sealed record ProcessScope(Terminal Terminal, TimeProvider Clock, CancellationToken Stop)
{
    /// <summary>Takes what an orderly stop may take of its own, beside what every one does.</summary>
    public Action<TimeSpan> AllowForStop { get; init; } = _ => { };

    /// <summary>Where the stack trace of a defect goes; null until the command has a log file.</summary>
    public string? LogFile { get; set; }
}
