namespace SplitLearning.Actors.Protocols;

/// <summary>A message that crosses from one node to another; <c>MessageSerializer</c> knows each of them.</summary>
public interface IWireMessage;
