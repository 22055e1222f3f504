namespace Akka.Configuration;

public static class ConfigExtensions
{
    public static bool IsNullOrEmpty(this Config? config) => config is null || config.IsEmpty;

    public static Config SafeWithFallback(this Config? config, Config? fallback) =>
        config?.WithFallback(fallback) ?? fallback ?? Config.Empty;
}
