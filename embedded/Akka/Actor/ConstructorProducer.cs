using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Makes an actor by its constructor; the arguments are evaluated once and serve restarts too.</summary>
internal sealed class ConstructorProducer(Type type, object?[] arguments, ConstructorInfo? constructor = null)
    : IIndirectActorProducer
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public Type ActorType => type;

    public static ConstructorProducer From<TActor>(Expression<Func<TActor>> factory) =>
        factory.Body is NewExpression { Constructor: { } constructor } body
            ? new ConstructorProducer(body.Type, body.Arguments.Select(Evaluate).ToArray(), constructor)
            : throw new ArgumentException(
                $"The factory is '{factory.Body}'; it must be a 'new X(...)' expression", nameof(factory));

    public ActorBase Produce() => (ActorBase)(constructor is not null
        ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null)
        : Activator.CreateInstance(type, Any | BindingFlags.DoNotWrapExceptions, null, arguments, null)!);

    public void Release(ActorBase actor)
    {
    }

    private static object? Evaluate(Expression argument) => argument switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } captured =>
            field.GetValue(captured.Expression is null ? null : Evaluate(captured.Expression)),
        _ => Expression.Lambda(argument).Compile(preferInterpretation: true).DynamicInvoke(),
    };
}
