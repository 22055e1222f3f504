using System.Reflection;
using System.Runtime.CompilerServices;

namespace SplitLearning.Tests.Shared;

/// <summary>What users of an assembly can see, a line for each type and member, in one order on every machine.
/// Overrides and what the compiler adds to records are left out, and so are the question marks of reference types.
/// </summary>
internal static class PublicApiPrinter
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic |
        BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    public static IEnumerable<string> Lines(Assembly assembly) => assembly.GetExportedTypes()
        .Select(type => (Name: $"{type.Namespace}.{Name(type)}", Type: type))
        .OrderBy(each => each.Name, StringComparer.Ordinal)
        .SelectMany(each => Members(each.Type).Order(StringComparer.Ordinal).Prepend(Header(each.Type))
            .Select(line => $"{each.Name}: {line}"));

    private static IEnumerable<string> Members(Type type) => typeof(Delegate).IsAssignableFrom(type) ? [] :
        from member in type.GetMembers(Declared)
        where !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member.Name != "value__"
        let line = Line(member)
        where line is not null
        select line;

    private static string Header(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return "delegate " + Signature(type.GetMethod("Invoke")!, type.Name);
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum"
            : (type.IsAbstract, type.IsSealed) switch
            {
                (true, true) => "static ",
                (true, _) => "abstract ",
                (_, true) => type.IsValueType ? "" : "sealed ",
                _ => "",
            } + (type.IsValueType ? "struct" : type.GetMethod("<Clone>$") is null ? "class" : "record");
        IEnumerable<string> bases = type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(each => each.IsVisible).Select(Name).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType)
            bases = bases.Prepend(Name(parent));
        return bases.Any() ? $"{kind} : {string.Join(", ", bases)}" : kind;
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) =>
            $"{Modifiers(constructor)}new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && IsNew(method) && (!method.IsSpecialName || IsOperator(method)) =>
            Modifiers(method) + Signature(method, method.Name),
        PropertyInfo property when property.GetAccessors(true).Any(each => IsVisible(each) && IsNew(each)) =>
            $"{Modifiers(property.GetAccessors(true).First(IsVisible))}{Name(property.PropertyType)} {property.Name}" +
            $"{Index(property)} {{ {Get(property)}{Set(property)}}}",
        FieldInfo { IsLiteral: true } constant when IsVisible(constant) =>
            $"const {Name(constant.FieldType)} {constant.Name} = {constant.GetRawConstantValue()}",
        FieldInfo field when IsVisible(field) =>
            $"{(field.IsFamily ? "protected " : "")}{(field.IsStatic ? "static " : "")}" +
            $"{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}",
        EventInfo e when IsVisible(e.AddMethod!) => $"event {Name(e.EventHandlerType!)} {e.Name}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic ||
        ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsVisible(FieldInfo field) => field.IsPublic ||
        ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed);

    private static bool IsNew(MethodInfo method) => method.GetBaseDefinition() == method;

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") +
        (method.DeclaringType!.IsInterface ? ""
            : method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static string Get(PropertyInfo property) =>
        property.GetMethod is { } get && IsVisible(get) ? "get; " : "";

    private static string Set(PropertyInfo property) => property.SetMethod is not { } set || !IsVisible(set) ? ""
        : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";

    private static string Index(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } parameters
        ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";

    private static string Signature(MethodInfo method, string name) =>
        $"{Name(method.ReturnType)} {name}{Arguments(method.GetGenericArguments())}({Parameters(method)})";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") +
        string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "") +
        (!parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ") +
        $"{Name(parameter.ParameterType)} {parameter.Name}" +
        (parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "default"}" : "");

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.HasElementType)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : type.IsPointer ? "*" : "");
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        var plain = type.Name.Split('`')[0];
        var outer = type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." : "";
        return outer + plain + (type.Name.Contains('`') ? Arguments(type.GetGenericArguments()) : "");
    }

    private static string Arguments(Type[] arguments) =>
        arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Name))}>";
}
