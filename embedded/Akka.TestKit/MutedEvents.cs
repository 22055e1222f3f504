using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>What a system's test listeners do not print for now.</summary>
internal sealed class MutedEvents : IExtension
{
    private ImmutableList<Filter> _filters = [];

    public static MutedEvents For(ActorSystem system) => system.WithExtension<MutedEvents, MutedEventsProvider>();

    public bool Contains(object logEvent) => _filters.Any(filter => filter.Fits(logEvent));

    public IUnmutableFilter Add(Predicate<object> fits, Type channel)
    {
        var filter = new Filter(this, e => channel.IsInstanceOfType(e) && fits(e));
        ImmutableInterlocked.Update(ref _filters, filters => filters.Add(filter));
        return filter;
    }

    private sealed class Filter(MutedEvents owner, Predicate<object> fits) : IUnmutableFilter
    {
        public bool Fits(object logEvent) => fits(logEvent);

        public void Unmute() => ImmutableInterlocked.Update(ref owner._filters, filters => filters.Remove(this));

        public void Dispose() => Unmute();
    }
}

internal sealed class MutedEventsProvider : ExtensionIdProvider<MutedEvents>
{
    public override MutedEvents CreateExtension(ExtendedActorSystem system) => new();
}
