using System.Reflection;
using Akka.Configuration;

namespace Akka.Util;

/// <summary>Makes what the configuration names. Never for names from the wire.</summary>
internal static class TypeLoader
{
    /// <exception cref="ConfigurationException">The type cannot be loaded or is not a T.</exception>
    public static Type Load<T>(string key, string? typeName)
    {
        var type = Type.GetType(typeName ?? "") ?? throw new ConfigurationException(
            $"{key} is '{typeName}'; it must name a type as 'Namespace.Type, Assembly'");
        return typeof(T).IsAssignableFrom(type) ? type : throw new ConfigurationException(
            $"{key} is '{typeName}'; it must name a type derived from {typeof(T)}");
    }

    public static T Create<T>(string key, string? typeName, params object[] arguments)
    {
        var type = Load<T>(key, typeName);
        try
        {
            return (T)Activator.CreateInstance(
                type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, arguments, null)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is ConfigurationException inner)
        {
            throw new ConfigurationException($"{key}: {inner.Message}", inner);
        }
        catch (MissingMethodException e)
        {
            var wanted = string.Join(", ", arguments.Select(argument => argument.GetType().Name));
            throw new ConfigurationException($"{key} is '{typeName}'; that type needs a constructor ({wanted})", e);
        }
    }
}
