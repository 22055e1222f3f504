using System.Reflection;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Remote;

/// <summary>Makes the failure detector that a section's implementation-class names.</summary>
public static class FailureDetectorLoader
{
    /// <exception cref="ConfigurationException">The class is none, or a parameter is out of range.</exception>
    public static FailureDetector Load(string fqcn, Config config, ActorSystem system)
    {
        try
        {
            return TypeLoader.Create<FailureDetector>("implementation-class", fqcn, config, system.EventStream);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException wrong)
        {
            throw new ConfigurationException(wrong.Message, wrong);
        }
    }
}
