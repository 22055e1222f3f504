using Akka.Actor;

namespace Akka.Remote;

/// <summary>A failure over there of a type that is not made again here.</summary>
public sealed class RemoteFailureException(string message, Exception? cause = null) : AkkaException(message, cause);
