namespace Akka.Actor;

/// <summary>Handled by the engine before the actor's behaviour sees it.</summary>
public interface IAutoReceivedMessage;

/// <summary>Does harm when a stranger sends it: remoting in untrusted mode drops it.</summary>
public interface IPossiblyHarmful;

/// <summary>Does not put off a receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;

public interface INoSerializationVerificationNeeded;
