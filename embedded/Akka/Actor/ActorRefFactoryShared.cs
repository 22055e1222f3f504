namespace Akka.Actor;

internal static class ActorRefFactoryShared
{
    /// <param name="path">Absolute (with or without an address), or relative to <paramref name="lookupRoot"/>.</param>
    public static ActorSelection ActorSelection(string path, ActorSystemImpl system, IActorRef lookupRoot)
    {
        if (path.Contains("://", StringComparison.Ordinal))
            return Address.TrySplit(path, out var address, out var names)
                ? new ActorSelection(system.Provider.RootGuardianAt(address), names)
                : new ActorSelection(system.Provider.DeadLetters, "");
        return new ActorSelection(path.StartsWith('/') ? system.Provider.RootGuardian : lookupRoot, path);
    }

    public static ActorSelection ActorSelection(ActorPath path, ActorSystemImpl system) =>
        new(system.Provider.RootGuardianAt(path.Address), path.Elements);
}
