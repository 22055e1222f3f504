namespace SplitLearning.Data.Stores;

/// <summary>A store cannot be used; the message names it and says what would be right.</summary>
public sealed class StoreException : Exception
{
    /// <param name="message">One line for people.</param>
    /// <param name="cause">What the database said, if it did.</param>
    public StoreException(StoreProblem problem, string message, Exception? cause = null)
        : base(message, cause) => Problem = problem;

    /// <summary>What kind of trouble it is.</summary>
    public StoreProblem Problem { get; }
}

/// <summary>Why a store cannot be used.</summary>
public enum StoreProblem
{
    /// <summary>It is not there, cannot be reached, or is of another kind or version.</summary>
    Unusable = 1,

    /// <summary>The disk is full or may not be written, or another process keeps the store locked.</summary>
    NotWritable = 2,

    /// <summary>What it holds is not what was put in.</summary>
    Damaged = 3,

    /// <summary>An import has not put everything in yet, or never began.</summary>
    Incomplete = 4,
}
