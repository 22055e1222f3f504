namespace Akka.Remote.Serialization;

/// <summary>Exceptions made again by name from a fixed list: no type is ever loaded by a name from the wire.</summary>
internal static class KnownExceptions
{
    private static readonly Dictionary<string, Func<string, Exception?, Exception>> Makers = new()
    {
        ["System.ArgumentException"] = (text, cause) => new ArgumentException(text, cause),
        ["System.ArgumentOutOfRangeException"] = (text, cause) => new ArgumentOutOfRangeException(text, cause),
        ["System.InvalidOperationException"] = (text, cause) => new InvalidOperationException(text, cause),
        ["System.NotSupportedException"] = (text, cause) => new NotSupportedException(text, cause),
        ["System.TimeoutException"] = (text, cause) => new TimeoutException(text, cause),
        ["System.OperationCanceledException"] = (text, cause) => new OperationCanceledException(text, cause),
        ["System.IO.IOException"] = (text, cause) => new IOException(text, cause),
        ["System.IO.FileNotFoundException"] = (text, cause) => new FileNotFoundException(text, cause),
        ["System.IO.InvalidDataException"] = (text, cause) => new InvalidDataException(text, cause),
    };

    public static Exception Make(string type, string message, Exception? cause) =>
        Makers.TryGetValue(type, out var make)
            ? make(message, cause)
            : new RemoteFailureException($"{type}: {message}", cause);
}
