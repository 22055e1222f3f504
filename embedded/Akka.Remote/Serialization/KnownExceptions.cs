using Akka.Actor;

namespace Akka.Remote.Serialization;

/// <summary>Exceptions made again by name from a fixed list: no type is ever loaded by a name from the wire.</summary>
internal static class KnownExceptions
{
    private static readonly Dictionary<string, Func<string, Exception?, Exception>> Makers = new()
    {
        [typeof(ArgumentException).FullName!] = (message, cause) => new ArgumentException(message, cause),
        [typeof(ArgumentOutOfRangeException).FullName!] = (message, cause) => new ArgumentOutOfRangeException(message, cause),
        [typeof(InvalidOperationException).FullName!] = (message, cause) => new InvalidOperationException(message, cause),
        [typeof(NotSupportedException).FullName!] = (message, cause) => new NotSupportedException(message, cause),
        [typeof(TimeoutException).FullName!] = (message, cause) => new TimeoutException(message, cause),
        [typeof(IOException).FullName!] = (message, cause) => new IOException(message, cause),
        [typeof(FileNotFoundException).FullName!] = (message, cause) => new FileNotFoundException(message, cause),
        [typeof(InvalidDataException).FullName!] = (message, cause) => new InvalidDataException(message, cause),
        [typeof(KeyNotFoundException).FullName!] = (message, cause) => new KeyNotFoundException(message, cause),
        [typeof(OperationCanceledException).FullName!] = (message, cause) => new OperationCanceledException(message, cause),
    };

    public static Exception Make(string type, string message, Exception? cause) =>
        Makers.TryGetValue(type, out var make) ? make(message, cause) : new RemoteFailureException($"{type}: {message}", cause);
}

/// <summary>A failure over there of a type that is not made again here.</summary>
public sealed class RemoteFailureException(string message, Exception? cause = null) : AkkaException(message, cause);
