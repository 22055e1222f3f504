using System.Linq.Expressions;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>Recipe for an actor. Never changes; the With methods give a new one.</summary>
public sealed record Props
{
    public static readonly Props None = new(new ConstructorProducer(typeof(EmptyActor), []));

    private Props(IIndirectActorProducer producer) => Producer = producer;

    /// <summary>For a router that makes no actors: a group.</summary>
    public static Props Empty => None;

    public Type Type => Producer.ActorType;

    /// <summary>Section of the dispatcher to run on; null for the default.</summary>
    public string? Dispatcher { get; private init; }

    /// <summary>Section of the mailbox; null for the default.</summary>
    public string? Mailbox { get; private init; }

    /// <summary>Strategy towards the actor's children instead of the one it gives itself.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    /// <summary>Null: the actor is no router.</summary>
    internal RouterConfig? Router { get; private init; }

    internal IIndirectActorProducer Producer { get; }

    /// <exception cref="ArgumentException">The expression is not <c>() => new X(...)</c>.</exception>
    public static Props Create<TActor>(
        Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase =>
        new(ConstructorProducer.From(factory)) { SupervisorStrategy = supervisorStrategy };

    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy? supervisorStrategy)
        where TActor : ActorBase, new() => Create(typeof(TActor)).WithSupervisorStrategy(supervisorStrategy);

    /// <exception cref="ArgumentException">The type is no actor that can be made.</exception>
    public static Props Create(Type type, params object?[] args) =>
        typeof(ActorBase).IsAssignableFrom(type) && !type.IsAbstract
            ? new Props(new ConstructorProducer(type, args))
            : throw new ArgumentException($"{type} is no actor; give a class derived from ActorBase", nameof(type));

    public static Props CreateBy(IIndirectActorProducer producer) => new(producer);

    public static Props CreateBy<TProducer>(params object?[] args)
        where TProducer : class, IIndirectActorProducer =>
        new((IIndirectActorProducer)Activator.CreateInstance(typeof(TProducer), args)!);

    public Props WithDispatcher(string dispatcher) => this with { Dispatcher = dispatcher };

    public Props WithMailbox(string mailbox) => this with { Mailbox = mailbox };

    public Props WithSupervisorStrategy(SupervisorStrategy? supervisorStrategy) =>
        this with { SupervisorStrategy = supervisorStrategy };

    /// <summary>A router; these props are those of the routees that it makes.</summary>
    public Props WithRouter(RouterConfig routerConfig) => this with { Router = routerConfig };

    private sealed class EmptyActor : ActorBase
    {
        protected override bool Receive(object message) => false;
    }
}
