using Akka.Actor;

namespace SplitLearning.Actors.Server;

/// <summary>An agent that takes part.</summary>
/// <param name="Index">Its place in the round, from 1.</param>
/// <param name="Data">What its data are, in its own words.</param>
internal sealed record EnlistedAgent(int Index, string Name, IActorRef Ref, string Data);
