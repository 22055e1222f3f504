using Akka.Configuration;

namespace Akka.Actor;

/// <summary>One phase of the coordinated shutdown.</summary>
internal sealed record Phase(IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recover, bool Enabled)
{
    public static Dictionary<string, Phase> From(Config config)
    {
        var fallback = ConfigurationFactory.ParseString("recover = on, enabled = on, depends-on = []")
            .WithFallback(ConfigurationFactory.ParseString($"timeout = {config.GetString("default-phase-timeout")}"));
        var phases = config.GetConfig("phases") ?? Config.Empty;
        return phases.AsEnumerable().Select(entry => entry.Key).ToDictionary(name => name, name =>
        {
            var phase = phases.GetConfig($"\"{name}\"")!.WithFallback(fallback);
            return new Phase(
                phase.GetStringList("depends-on").AsReadOnly(),
                phase.GetTimeSpan("timeout"),
                phase.GetBoolean("recover"),
                phase.GetBoolean("enabled"));
        });
    }

    /// <summary>Each after all that it depends on.</summary>
    /// <exception cref="ArgumentException">Phases depend on each other in a circle.</exception>
    public static IReadOnlyList<string> Sort(Dictionary<string, Phase> phases)
    {
        var done = new List<string>();
        var open = new HashSet<string>();
        foreach (var name in phases.Keys)
            Visit(name);
        return done;

        void Visit(string name)
        {
            if (done.Contains(name))
                return;
            if (!open.Add(name))
                throw new ArgumentException($"akka.coordinated-shutdown.phases: '{name}' depends on itself");
            foreach (var before in phases.GetValueOrDefault(name)?.DependsOn ?? [])
                Visit(before);
            done.Add(name);
        }
    }
}
