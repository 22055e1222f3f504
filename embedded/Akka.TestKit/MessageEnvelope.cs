using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor got.</summary>
public sealed record MessageEnvelope(object Message, IActorRef Sender);
