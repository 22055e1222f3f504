namespace Akka.Remote.Transport;

/// <summary>The peer sent what no peer of this protocol would send: the connection cannot go on.</summary>
internal sealed class ProtocolViolationException(string message) : IOException(message);
