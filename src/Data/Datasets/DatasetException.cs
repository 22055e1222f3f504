namespace SplitLearning.Data.Datasets;

/// <summary>Data are missing or damaged; the message names the file, what was expected and what was found.</summary>
public sealed class DatasetException : Exception
{
    /// <param name="message">One line for people.</param>
    /// <param name="cause">What the system said, if it did.</param>
    public DatasetException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
