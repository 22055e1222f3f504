namespace SplitLearning.EndToEnd.Tests;

/// <summary>What a process has left behind.</summary>
internal sealed record Ended(int Code, string Out, string Error)
{
    /// <summary>Fails with all that the process said, unless it ended with this code.</summary>
    public Ended With(int code)
    {
        Assert.True(Code == code, $"exit code {Code} instead of {code}\n--- stdout\n{Out}--- stderr\n{Error}");
        return this;
    }
}
