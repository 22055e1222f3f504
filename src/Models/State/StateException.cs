namespace SplitLearning.Models.State;

/// <summary>A model's state cannot be read, used or written; the message names what, and what would be right.</summary>
public sealed class StateException : Exception
{
    /// <param name="message">One line for people.</param>
    /// <param name="cause">What the system said, if it did.</param>
    public StateException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
