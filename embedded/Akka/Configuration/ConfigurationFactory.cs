using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Makes a <see cref="Config"/> out of text, a resource or nothing.</summary>
public static class ConfigurationFactory
{
    public static Config Empty => Config.Empty;

    /// <exception cref="ConfigurationException">The text is no HOCON.</exception>
    public static Config ParseString(string hocon) => ParseString(hocon, null);

    /// <param name="includeCallback">See <see cref="Parser.Parse"/>.</param>
    public static Config ParseString(string hocon, Func<string, HoconRoot>? includeCallback) =>
        new(Parser.Parse(hocon, includeCallback));

    /// <summary>The embedded engine reads no app.config: empty, so that the defaults hold.</summary>
    public static Config Load() => Config.Empty;

    /// <summary>The engine's reference.conf.</summary>
    public static Config Default() => FromResource("Akka.reference.conf", typeof(ConfigurationFactory).Assembly);

    public static Config FromResource<TAssembly>(string resourceName) =>
        FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <exception cref="ConfigurationException">The assembly has no such resource.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName) ?? throw new ConfigurationException(
            $"Resource '{resourceName}' is not in {assembly.GetName().Name}; it has: " +
            string.Join(", ", assembly.GetManifestResourceNames()));
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }

    /// <summary>What an assembly's embedded reference.conf says; empty if it has none.</summary>
    internal static Config Reference(Assembly assembly) =>
        assembly.GetManifestResourceNames().FirstOrDefault(name => name.EndsWith("reference.conf")) is { } resource
            ? FromResource(resource, assembly)
            : Config.Empty;
}
