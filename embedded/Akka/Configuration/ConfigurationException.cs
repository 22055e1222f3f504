using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration that cannot be parsed, or a key that is missing or has a wrong value.</summary>
public class ConfigurationException : AkkaException
{
    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
