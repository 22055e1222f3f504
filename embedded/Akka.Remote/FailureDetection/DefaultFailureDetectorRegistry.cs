using System.Collections.Concurrent;

namespace Akka.Remote;

/// <summary>A failure detector for each resource, made at its first heartbeat.</summary>
public class DefaultFailureDetectorRegistry<T>(Func<FailureDetector> factory)
    where T : notnull
{
    // Lazy: of two first heartbeats at once, both must land in the one detector that stays.
    private readonly ConcurrentDictionary<T, Lazy<FailureDetector>> detectors = new();

    /// <summary>True as well for a resource without a heartbeat yet.</summary>
    public bool IsAvailable(T resource) => Find(resource)?.IsAvailable ?? true;

    public bool IsMonitoring(T resource) => Find(resource)?.IsMonitoring ?? false;

    public void Heartbeat(T resource) =>
        detectors.GetOrAdd(resource, _ => new Lazy<FailureDetector>(factory)).Value.HeartBeat();

    public void Remove(T resource) => detectors.TryRemove(resource, out _);

    /// <summary>The detector of a resource, null before its first heartbeat.</summary>
    internal FailureDetector? Find(T resource) => detectors.GetValueOrDefault(resource)?.Value;
}
