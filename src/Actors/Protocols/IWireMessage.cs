namespace SplitLearning.Actors.Protocols;

/// <summary>A message that crosses from one node to another; <c>MessageSerializer</c> knows each of them.</summary>
public interface IWireMessage;

/// <summary>Server to agent. The agent believes it only from the server with which it has enlisted.</summary>
public interface IFromServer : IWireMessage;
